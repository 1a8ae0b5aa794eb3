import fc from 'fast-check';
import { minutesBetween } from '#time/minutes';
import { isRefused } from '#visits/refused';
import { lockVisit } from '#store/visit';
import type { Act } from '#visits/assignment';
import { findTimes } from '#flows/commands/find-windows';
import { holdWindow } from '#flows/commands/hold-window';
import { report } from '#flows/commands/report';
import { cancelVisit } from '#flows/steps/confirm';
import type { Room } from '#test/world/room';
import { bookBoth, confirm, DAVE, openCompany, openInstall, type Order, see } from '#test/several/survey';

/*
 * Whatever is done to two visits that rest on each other, in whatever order: after each step the gap is kept and the
 * technician is the one it has to be, or the later visit is suspended and the customer has been told.
 */

type Step = {
  readonly does: 'move-first' | 'move-next' | 'cancel-first' | 'fail-first' | 'end-first' | 'answer';
  readonly nth: number;
};
const step: fc.Arbitrary<Step> = fc.record({
  does: fc.constantFrom('move-first', 'move-first', 'move-next', 'cancel-first', 'fail-first', 'end-first', 'answer'),
  nth: fc.nat(99),
});
const RUNS = fc.sample(
  fc.record({ sameTechnician: fc.boolean(), steps: fc.array(step, { minLength: 5, maxLength: 10 }) }),
  { seed: 4471, numRuns: 16 },
);

it.each(RUNS.map((run, nth) => [nth, run] as const))(
  'sequence %i keeps the gap, or suspends and tells',
  async (_, run) => {
    const room = await openCompany({ sameTechnician: run.sameTechnician });
    try {
      const order = await openInstall(room);
      await bookBoth(room, order);
      await room.settle();
      await holds(room, order, 'booked');
      for (const [nth, one] of run.steps.entries()) {
        await take(room, order, one);
        await room.settle();
        await holds(room, order, `${nth} ${one.does}`);
      }
    } finally {
      await room.close();
    }
  },
);

/** The visit that the install rests on by now. */
const firstOf = async (room: Room, { install }: Order) => (await see(room, install)).needs!.firstId;

async function take(room: Room, order: Order, { does, nth }: Step): Promise<void> {
  const firstId = await firstOf(room, order);
  const first = await see(room, firstId);
  if (does === 'move-first') return moveSomewhere(room, firstId, nth);
  if (does === 'move-next') return moveSomewhere(room, order.install, nth);
  if (does === 'answer') return room.hears(DAVE, String(1 + (nth % 3)));
  if (first.state !== 'confirmed') return;
  if (does === 'cancel-first')
    return room.house.store.commit(async (tx) =>
      cancelVisit(tx, (await lockVisit(tx, firstId))!, 'customer Dave Miller', 'not needed'),
    );
  const acts: readonly Act[] = ['accept', 'on-my-way', 'arrive', does === 'end-first' ? 'done' : 'cannot-complete'];
  for (const act of acts)
    await report(room.house)({
      assignmentId: first.ticket!.id,
      technicianId: first.ticket!.technicianId,
      act,
      note: act,
    });
}

/** To any of the times the customer would be shown; also ones that cost the later visit its own, where only such are. */
async function moveSomewhere(room: Room, appointmentId: string, nth: number): Promise<void> {
  const times = await findTimes(room.house)({ appointmentId });
  if (isRefused(times) || !times.slots.length) return;
  const { technicianId, window } = times.slots[nth % times.slots.length]!;
  const held = await holdWindow(room.house)({ appointmentId, technicianId, window, actor: 'customer Dave Miller' });
  if (!isRefused(held)) await confirm(room, appointmentId, held.holdId);
}

/** Asked of the rows, not of the code that is tried here. */
async function holds(room: Room, { install }: Order, after: string): Promise<void> {
  const [row] = await room.sql<Standing>(STANDING, [install]);
  if (row!.state !== 'confirmed') return;
  const isWhole =
    (row!.firstState === 'confirmed' || row!.firstState === 'fulfilled') &&
    row!.ends !== null &&
    minutesBetween(row!.ends, row!.begins) >= 1440 &&
    (!row!.sameTechnician || row!.technicianId === row!.firstTechnicianId);
  const isTold = row!.suspendedAt !== null && row!.told > 0;
  expect([after, isWhole !== (row!.suspendedAt !== null), isWhole || isTold]).toEqual([after, true, true]);
}

type Standing = {
  state: string;
  suspendedAt: Date | null;
  begins: Date;
  technicianId: string;
  sameTechnician: boolean;
  firstState: string;
  ends: Date | null;
  firstTechnicianId: string;
  told: number;
};
const STANDING = /* sql */ `
  SELECT a.state, a.suspended_at AS "suspendedAt", s.planned_from AS begins, s.technician_id AS "technicianId",
         a.same_technician AS "sameTechnician", f.state AS "firstState",
         CASE WHEN f.state = 'fulfilled' THEN f.ended_at ELSE t.planned_to END AS ends, t.technician_id AS "firstTechnicianId",
         (SELECT count(*)::int FROM message m WHERE ((m.appointment_id = a.id AND m.kind IN ('suspended', 'first-is-off'))
            OR (m.work_order_id = a.work_order_id AND m.claims -> 'besides' ? 'suspension'))
            AND m.created_at >= a.suspended_at AND m.state IN ('sent', 'delivered')) AS told
  FROM appointment a JOIN appointment f ON f.id = a.needs_first_id
  LEFT JOIN assignment s ON s.appointment_id = a.id AND s.state NOT IN ('declined', 'expired', 'withdrawn')
  LEFT JOIN assignment t ON t.appointment_id = f.id AND t.state NOT IN ('declined', 'expired', 'withdrawn')
  WHERE a.id = $1
`;
