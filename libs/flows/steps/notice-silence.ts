import { sayTime } from '#time/say';
import { minutesBetween } from '#time/minutes';
import { type Notice, notices, type Silence } from '#eta/signal';
import type { AheadRow, KnownDay } from '#store/day';
import type { Tx } from '#store/tx';
import { firstName } from '#flows/said';
import { closeAlert, openAlert } from '#flows/steps/alerts';

/** Somebody who says nothing, and the ticket it is about. */
export type Silent = { readonly silence: Silence; readonly row: AheadRow };

/**
 * When his phone last gave a position, and since when those have not moved: on shift only, for off shift nobody takes
 * any, and a silent phone is as it should be.
 */
export const heard = ({ fix, stillSince, shift }: KnownDay, now: Date): Pick<Silence, 'fixAt' | 'stillSince'> =>
  fix && shift && shift.from <= now ? { fixAt: fix.at, stillSince } : { fixAt: null, stillSince: null };

/** Puts before the desk what a silent technician does not say, and takes it away again once he is heard or seen. */
export async function noticeSilence(
  tx: Tx,
  technicianId: string,
  known: KnownDay,
  silent: Silent | null,
): Promise<void> {
  const noticed = silent ? notices(silent.silence, tx.now) : [];
  for (const kind of known.openNotices)
    if (!noticed.includes(kind as Notice)) await closeAlert(tx, kind as Notice, technicianId, GONE[kind as Notice]);
  for (const kind of noticed) {
    if (known.openNotices.includes(kind)) continue;
    const { row, silence } = silent!;
    await openAlert(tx, {
      kind,
      subject: technicianId,
      technicianId,
      workOrderId: row.workOrderId,
      says: SAYS[kind](firstName(known.name), silence, row, known, tx.now),
    });
  }
}

const GONE: Record<Notice, string> = {
  'dark-phone': 'his phone is heard again, or his day is over',
  'not-moving': 'he moves again, or has arrived',
  overrun: 'he has finished, or has said when he will',
};

type Say = (name: string, silence: Silence, row: AheadRow, known: KnownDay, now: Date) => string;

const SAYS: Record<Notice, Say> = {
  'dark-phone': (name, { fixAt }, { customer }, { zone }) =>
    `No signal from ${name}'s phone since ${sayTime(fixAt!, zone)}; ${customer} is next. Please call ${name}.`,
  'not-moving': (name, { stillSince }, { customer }, { zone }) =>
    `${name} should be driving to ${customer} and has not moved since ${sayTime(stillSince!, zone)}.`,
  overrun: (name, { expected }, { customer }, _known, now) =>
    `${name} is ${Math.round(minutesBetween(expected, now))} min past the usual end at ${customer} and has said nothing.`,
};
