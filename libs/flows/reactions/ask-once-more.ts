import { type DigitMeaning, type Digits, isToBeSure } from '#visits/prompt';
import { openChoice } from '#flows/steps/held-choice';
import { type Prompt, promptBefore } from '#flows/steps/prompts';
import type { Heard } from '#flows/reactions/answer';
import { reply } from '#flows/reactions/answer';

/**
 * A digit that came before he can have read the menu that is open, and that meant something else in the one before, is
 * asked about once more and does nothing yet. True when that was so.
 */
export async function isAskedOnce(heard: Heard, prompt: Prompt, digit: string): Promise<boolean> {
  const { tx, phone, heardAt } = heard;
  const before = await promptBefore(tx, phone, prompt);
  if (!before) return false;
  const open = {
    means: await meansOf(heard, prompt.digits),
    toldAt: await toldAt(heard, prompt),
    toBeSure: prompt.toBeSure,
  };
  if (!isToBeSure(digit, heardAt, open, { means: await meansOf(heard, before.digits) })) return false;
  await tx.sql('UPDATE prompt SET to_be_sure = $2 WHERE id = $1', [prompt.id, digit]);
  return reply(heard, 'to-be-sure', { digit, means: await timeOf(heard, prompt.digits[digit]!) });
}

/** When the text with this question left for his phone; null while it waits. A question without a text was told at once. */
async function toldAt({ tx, phone }: Heard, { appointmentId, createdAt }: Prompt): Promise<Date | null> {
  const [text] = await tx.sql<{ sentAt: Date | null }>(
    `SELECT sent_at AS "sentAt" FROM message
     WHERE work_order_id = (SELECT work_order_id FROM appointment WHERE id = $2) AND phone = $1 AND appointment_id = $2 AND created_at >= $3
     ORDER BY id LIMIT 1`,
    [phone, appointmentId, createdAt],
  );
  return text ? text.sentAt : createdAt;
}

/** What each digit comes to: a time by its technician and window, whether it is held or not; everything else by its name. */
async function meansOf(heard: Heard, digits: Digits): Promise<Record<string, string>> {
  const means: Record<string, string> = {};
  for (const [digit, meaning] of Object.entries(digits)) means[digit] = JSON.stringify(await timeOf(heard, meaning));
  return means;
}

type Time = { readonly does: 'time'; readonly technician: string; readonly from: Date; readonly to: Date };

async function timeOf({ tx }: Heard, meaning: DigitMeaning): Promise<Time | DigitMeaning> {
  if (meaning.does === 'try') {
    const { technicianId, window } = openChoice(meaning);
    const [row] = await tx.sql<{ name: string }>('SELECT name FROM technician WHERE id = $1', [technicianId]);
    return { does: 'time', technician: row?.name ?? '', ...window };
  }
  if (meaning.does !== 'take') return meaning;
  const [hold] = await tx.sql<{ technician: string; from: Date; to: Date }>(
    `SELECT t.name AS technician, h.window_from AS "from", h.window_to AS "to" FROM hold h JOIN technician t ON t.id = h.technician_id
     WHERE h.id = $1`,
    [meaning.holdId],
  );
  return hold ? { does: 'time', technician: hold.technician, from: hold.from, to: hold.to } : meaning;
}
