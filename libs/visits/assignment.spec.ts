import { type Act, ACTS, type AssignmentState, ASSIGNMENT_NEXT, isLive, isOnSite, move } from '#visits/assignment';
import { isRefused } from '#visits/refused';

const STATES = Object.keys(ASSIGNMENT_NEXT) as AssignmentState[];
const TAPS = Object.keys(ACTS) as Act[];

/** What each tap does in each state: the state it leads to, or why not. */
const WHAT = { '.': 'illegal-move', x: 'closed' } as const;
const TABLE = `
                 receive    accept        decline   on-my-way  arrive   start    pause   done       cannot-complete
created          delivered  acknowledged  declined  .          .        .        .       .          .
delivered        .          acknowledged  declined  .          .        .        .       .          .
acknowledged     .          .             declined  en_route   .        .        .       .          .
en_route         .          acknowledged  declined  .          on_site  .        .       .          .
on_site          .          .             .         .          .        working  .       completed  cannot_complete
working          .          .             .         .          .        .        paused  completed  cannot_complete
paused           .          .             .         .          .        working  .       completed  cannot_complete
completed        x          x             x         x          x        x        x       .          x
cannot_complete  x          x             x         x          x        x        x       x          .
declined         x          x             .         x          x        x        x       x          x
expired          x          x             x         x          x        x        x       x          x
withdrawn        x          x             x         x          x        x        x       x          x
`;
const [HEAD, ...ROWS] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/ +/)) as [string[], ...string[][]];
const PAIRS = ROWS.flatMap(([state, ...cells]) => cells.map((cell, i) => [state, HEAD[i]!, cell] as const));

it('every state and every tap stand in the table', () => {
  expect(HEAD).toEqual(TAPS);
  expect(ROWS.map(([state]) => state)).toEqual(STATES);
});

it.each(PAIRS)('%s, %s: %s', (state, act, cell) => {
  const outcome = move(state as AssignmentState, act as Act);
  if (cell !== '.' && cell !== 'x') return expect(outcome).toBe(cell);
  expect(outcome).toEqual({ code: WHAT[cell], refused: expect.stringMatching(/^[A-Z].{10,120}\.$/) });
});

it.each([
  ['acknowledged', 'arrive', 'Say that you are on your way first: the ticket is accepted.'],
  ['created', 'on-my-way', 'Accept the ticket first: the ticket is not yet on the phone.'],
  ['delivered', 'receive', 'This ticket is already on the phone, not accepted.'],
  ['withdrawn', 'accept', 'This ticket is withdrawn; nothing more can be reported on it.'],
  ['completed', 'done', 'This ticket is already done.'],
] as const)('a technician reads why: %s, %s', (state, act, sentence) =>
  expect(move(state, act)).toMatchObject({ refused: sentence }),
);

it('a tap leads where the law of states allows it and nowhere else', () => {
  for (const state of STATES)
    for (const act of TAPS) {
      const allowed = (ASSIGNMENT_NEXT[state] as readonly AssignmentState[]).includes(ACTS[act]);
      expect(isRefused(move(state, act))).toBe(!allowed);
    }
});

it('a ticket is live exactly while something may still follow', () => {
  expect(STATES.filter(isLive)).toEqual(STATES.filter((state) => ASSIGNMENT_NEXT[state].length > 0));
});

it('nobody loses a ticket behind the door of a customer', () => {
  for (const state of STATES.filter(isOnSite))
    for (const gone of ['declined', 'expired', 'withdrawn'] as const)
      expect(ASSIGNMENT_NEXT[state]).not.toContain(gone);
});

it('every live state reaches an end', () => {
  const ends = (state: AssignmentState, seen: readonly AssignmentState[] = []): boolean =>
    !isLive(state) || ASSIGNMENT_NEXT[state].some((next) => !seen.includes(next) && ends(next, [...seen, state]));
  expect(STATES.filter((state) => !ends(state))).toEqual([]);
});
