import type { Language } from '#time/language';
import type { Window } from '#time/window';
import type { ChoiceSaid, Company, Hearer, Menu, VisitSaid } from '#conversation/facts';
import type { Where } from '#conversation/quiet';
import type { Quantiles } from '#eta/spread';
import type { DigitMeaning, Digits } from '#visits/prompt';
import type { MessageRow } from '#store/tables/ledger';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import type { Doorward } from '#flows/doorward';
import { technicianSaid, visitSaid } from '#flows/said';
import { openChoice } from '#flows/steps/held-choice';

/** What a text is written from, read in the commit that claims it for sending. */
export type Context = {
  readonly house: Doorward;
  readonly tx: Tx;
  readonly now: Date;
  readonly message: MessageRow;
  readonly company: Company;
  /** Null for texts that are about no visit. */
  readonly visit: Visit | null;
  /** What who gets it is spoken to in. */
  readonly language: Language;
  /** The address of the visit's page, expanded. */
  readonly link: string;
};

/** What a text may say besides its own news, so that no second one has to. */
export type Besides = 'credit' | 'suspension';

/**
 * The text as it leaves, with the arrival it tells, what it says besides, and the sign-in link made for it where there is
 * one; or why it does not leave.
 */
export type Rendered =
  | {
      readonly body: string;
      readonly tells?: Quantiles;
      readonly besides?: readonly Besides[];
      readonly signInLinkId?: string;
    }
  | { readonly suppress: string };

/** The visit this text is about. A text without one where one is needed is a fault of ours, not a refusal. */
export function aboutVisit(context: Context): { visit: Visit; said: VisitSaid } {
  if (!context.visit) throw new Error(`message ${context.message.id} (${context.message.kind}) is about no visit`);
  return { visit: context.visit, said: visitSaid(context.visit, context.link, context.language) };
}

/** What a time is said in to who gets it. */
export const hearerOf = ({ visit, house, language }: Context): Hearer => ({
  zone: visit?.place.zone ?? house.settings.ZONE,
  language,
});

/** Where it is heard: at the visit's address, else where the company is. */
export const whereOf = ({ visit, house }: Context): Where =>
  visit?.place ?? { zone: house.settings.ZONE, region: null };

/** A fact stored with the message; instants come back as dates. */
export const fact = <T>(context: Context, name: string): T => context.message.facts[name] as T;
export const instant = (value: unknown) => new Date(value as string);

/** The menu that is open at the phone a text goes to; null when no choice is open there. */
export const openMenu = ({ tx, now, visit, message }: Context): Promise<Menu | null> =>
  visit ? menuOf(tx, visit, now, message.phone) : Promise.resolve(null);

/** The open menu of a visit (at one phone, or at any), without the times that are gone by now; null when no choice is open. */
export async function menuOf(
  tx: Pick<Tx, 'sql'>,
  visit: Visit,
  now: Date,
  phone: string | null = null,
): Promise<Menu | null> {
  const [prompt] = await tx.sql<{ digits: Digits; expiresAt: Date }>(
    `SELECT digits, expires_at AS "expiresAt" FROM prompt
     WHERE appointment_id = $1 AND kind = 'choice' AND state = 'open' AND expires_at > $2 AND phone = coalesce($3, phone) LIMIT 1`,
    [visit.appointmentId, now, phone],
  );
  if (!prompt) return null;
  const holds = await tx.sql<{ id: string; from: Date; to: Date; technicianId: string; technician: string }>(
    `SELECT h.id, h.window_from AS "from", h.window_to AS "to", t.id AS "technicianId", t.name AS technician
     FROM hold h JOIN technician t ON t.id = h.technician_id WHERE h.appointment_id = $1 AND h.state = 'active' AND h.expires_at > $2`,
    [visit.appointmentId, now],
  );
  const names = await namesOf(tx, prompt.digits);
  const said = (digit: string, found: { window: Window; technicianId: string; technician: string }) => ({
    digit: Number(digit),
    window: found.window,
    technician: technicianSaid(found.technician),
    sameTechnician: found.technicianId === visit.ticket?.technicianId,
  });
  const choices = Object.entries(prompt.digits).flatMap(([digit, meaning]): ChoiceSaid[] => {
    if (meaning.does === 'try')
      return [
        { ...said(digit, { ...openChoice(meaning), technician: names.get(meaning.technicianId)! }), isUnheld: true },
      ];
    const hold = meaning.does === 'take' && holds.find(({ id }) => id === meaning.holdId);
    return hold ? [said(digit, { ...hold, window: { from: hold.from, to: hold.to } })] : [];
  });
  const keep = Object.entries(prompt.digits).find(([, { does }]) => does === 'keep')?.[0];
  return { choices, keep: keep === undefined ? null : Number(keep), heldUntil: prompt.expiresAt };
}

/** The names of those with whom a time is offered and not held. */
async function namesOf(tx: Pick<Tx, 'sql'>, digits: Digits): Promise<ReadonlyMap<string, string>> {
  const ids = Object.values<DigitMeaning>(digits).flatMap((it) => (it.does === 'try' ? [it.technicianId] : []));
  if (!ids.length) return new Map();
  const rows = await tx.sql<{ id: string; name: string }>('SELECT id, name FROM technician WHERE id = ANY($1)', [ids]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
