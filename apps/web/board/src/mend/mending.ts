import type { MendingRowView, MendingView } from '#store/views';

/** Somebody who cannot go on with his day. */
export type Troubled = { readonly technicianId: string; readonly name: string };

export type Trouble = MendingView['trouble'];

export const TROUBLES: readonly { readonly trouble: Trouble; readonly words: string; readonly what: string }[] = [
  { trouble: 'sick', words: 'is sick', what: 'Sick' },
  { trouble: 'broken-down', words: 'has broken down', what: 'Broken down' },
  { trouble: 'late', words: 'is late', what: 'Late' },
];

export const wordsOf = (trouble: Trouble): string => TROUBLES.find((it) => it.trouble === trouble)!.words;

/** What stands and falls together: a visit that needs somebody else, and those that make room for it. */
export type Group = { readonly orphanId: string; readonly rows: readonly MendingRowView[] };

export function groupsOf({ rows }: MendingView): Group[] {
  const orphans = [...new Set(rows.map(({ orphanId }) => orphanId))];
  return orphans.map((orphanId) => ({
    orphanId,
    // The visit itself first, then who makes room for it.
    rows: rows
      .filter((row) => row.orphanId === orphanId)
      .sort((a, b) => Number(b.appointmentId === orphanId) - Number(a.appointmentId === orphanId)),
  }));
}

export const canChoose = ({ rows }: Group): boolean => rows.every(({ kind }) => kind !== 'stay');

const count = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;

/** `5 keep their time, 1 is offered other times`. */
export function summaryOf(view: MendingView): string {
  const own = view.rows.filter(({ appointmentId, orphanId }) => appointmentId === orphanId);
  const of = (kind: MendingRowView['kind']) => own.filter((row) => row.kind === kind).length;
  const said = [
    of('move') && count(of('move'), 'customer keeps the time', 'customers keep their time'),
    of('offer') && count(of('offer'), 'is offered other times', 'are offered other times'),
    of('stay') && count(of('stay'), 'stays late', 'stay late'),
  ].filter(Boolean);
  return said.length ? `${said.join(', ')}.` : 'Nobody else is needed: nothing of the day is in danger.';
}

export function progressSaid({ progress }: MendingView): string {
  const { visits, kept } = progress;
  return visits ? `${kept} of ${visits} promises kept so far` : 'Looking at everybody’s day';
}

/** Why there is no plan to look at: two dispatchers may plan the same day. */
export const goneSaid = ({ state, endedBy }: MendingView): string =>
  state === 'refused' && endedBy
    ? `${endedBy} has laid this plan aside, or asked for another.`
    : 'The plan could not be made. Please try again.';

/** What came of it, and whose plan and decision it was. */
export function doneSaid({ rows, askedBy, endedBy }: MendingView): string {
  const not = rows.filter(({ outcome }) => outcome === 'rejected').length;
  const done = not ? `Done, but for ${not === 1 ? 'one' : not} that could not be done any more.` : 'Done.';
  return endedBy && endedBy !== askedBy ? `${done} Planned by ${askedBy}, applied by ${endedBy}.` : done;
}
