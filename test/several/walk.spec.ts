import fc from 'fast-check';
import { plusMinutes } from '#time/minutes';
import { isRefused } from '#visits/refused';
import type { Act, AssignmentState } from '#visits/assignment';
import { mayComeSooner } from '#visits/sooner';
import { visitsOf } from '#store/visit';
import { liftBlock, placeBlock } from '#flows/commands/block';
import { findTimes } from '#flows/commands/find-windows';
import { holdWindow } from '#flows/commands/hold-window';
import { reassign } from '#flows/commands/reassign';
import { report } from '#flows/commands/report';
import { waitForEarlier } from '#flows/commands/waiting';
import { riftOf } from '#flows/steps/dependents';
import { book } from '#test/branches/morning';
import { eastOf } from '#test/world/company';
import type { Room } from '#test/world/room';
import { bookBoth, confirm, DAVE, DAVES, openCompany, openInstall, see } from '#test/several/survey';

/*
 * A survey with the install that rests on it, and two customers who wait for an earlier time; then anything at all, by
 * anybody, in any order. After each step the rows agree with each other.
 */

const PHONES = [DAVE, '+15550111', '+15550112'] as const;
const WORDS = ['1', '2', '3', '0', '8', '9', 'please cancel my visit', 'anything sooner?', 'how late?', 'no thanks'];
/** What comes next in a technician's day. */
const GOES_ON: Partial<Record<AssignmentState, Act>> = {
  created: 'accept',
  delivered: 'accept',
  acknowledged: 'on-my-way',
  en_route: 'arrive',
  on_site: 'done',
};

type Step =
  | { readonly does: 'text'; readonly who: number; readonly words: string }
  | { readonly does: 'go'; readonly nth: number; readonly times: number; readonly instead: Act | null }
  | { readonly does: 'hold' | 'move' | 'block' | 'lift' | 'wait' | 'give'; readonly nth: number; readonly time: number }
  | { readonly does: 'clock'; readonly minutes: number };

const nth = fc.nat(5);
const INSTEAD = fc.option(fc.constantFrom<Act>('decline', 'cannot-complete'), { freq: 4, nil: null });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('text' as const), who: fc.nat(2), words: fc.constantFrom(...WORDS) }),
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('go' as const),
      nth,
      times: fc.integer({ min: 1, max: 3 }),
      instead: INSTEAD,
    }),
  },
  fc.record({
    does: fc.constantFrom(
      'hold' as const,
      'move' as const,
      'block' as const,
      'lift' as const,
      'wait' as const,
      'give' as const,
    ),
    nth,
    time: fc.nat(99),
  }),
  fc.record({ does: fc.constant('clock' as const), minutes: fc.constantFrom(1, 10, 21, 45, 120, 600) }),
);
const RUNS = fc.sample(fc.array(step, { minLength: 16, maxLength: 24 }), {
  seed: 7,
  numRuns: 6,
});

it.each(RUNS.map((steps, n) => [n, steps] as const))(
  'walk %i leaves the rows agreeing with each other',
  async (_, steps) => {
    const room = await openCompany({ gapMinutes: 60, from: '08:10:00' });
    try {
      const order = await openInstall(room);
      await bookBoth(room, order);
      const [maria, sam] = ['Maria Gomez', 'Sam Reed'].map((name) => room.technicians.get(name)!) as [string, string];
      await room.sql(
        `INSERT INTO work_type (code, name, skill, minutes, window_minutes) VALUES ('repair', 'Repair', 'fiber', 60, 60) ON CONFLICT DO NOTHING`,
      );
      await book(room, { name: 'Nora Kim', phone: PHONES[1] }, maria, '15:00', '16:00', eastOf(DAVES, 5));
      await book(room, { name: 'Kim Lee', phone: PHONES[2] }, sam, '16:00', '17:00', eastOf(DAVES, 6));
      await room.settle();
      const done: string[] = [];
      for (const one of steps) {
        await take(room, one);
        await room.settle();
        done.push(saying(one));
        expect([done, await wrongs(room)]).toEqual([done, []]);
      }
    } finally {
      await room.close();
    }
  },
  240_000,
);

const saying = (one: Step) => Object.values(one).join(' ');

async function take(room: Room, one: Step): Promise<void> {
  if (one.does === 'text') return room.hears(PHONES[one.who]!, one.words);
  if (one.does === 'clock') {
    await room.sql('UPDATE clock SET shows = $1', [plusMinutes(await room.now(), one.minutes)]);
    return;
  }
  const rows = await room.sql<{ id: string }>(
    `SELECT id FROM appointment WHERE state IN ('requested', 'confirmed') ORDER BY id LIMIT 6`,
  );
  if (!rows.length) return;
  const appointmentId = rows[one.nth % rows.length]!.id;
  const visit = await see(room, appointmentId);
  if (one.does === 'go') return goOn(room, appointmentId, one);
  const actor = 'test';
  if (one.does === 'wait')
    return void (await waitForEarlier(room.house)({ appointmentId, wants: one.time % 4 > 0, actor }));
  if (one.does === 'lift') return void (await liftBlock(room.house)({ appointmentId, reason: 'paid', actor }));
  if (one.does === 'give') {
    const technicianId = [...room.technicians.values()][one.time % 2]!;
    return void (await reassign(room.house)({
      appointmentId,
      technicianId,
      version: visit.version,
      dispatcher: 'Lee',
    }));
  }
  if (one.does === 'block') {
    const expiresAt = plusMinutes(await room.now(), 5 + one.time);
    const atExpiry = one.time % 2 ? 'lapse' : 'escalate';
    return void (await placeBlock(room.house)({
      appointmentId,
      owner: 'Billing',
      reason: 'open',
      customerText: 'deposit',
      expiresAt,
      atExpiry,
      actor,
    }));
  }
  const times = await findTimes(room.house)({ appointmentId });
  if (isRefused(times) || !times.slots.length) return;
  const { technicianId, window } = times.slots[one.time % times.slots.length]!;
  const held = await holdWindow(room.house)({ appointmentId, technicianId, window, actor });
  if (one.does === 'move' && !isRefused(held)) await confirm(room, appointmentId, held.holdId);
}

/** The technician goes on with his day, or does something else at the end of it. */
async function goOn(
  room: Room,
  appointmentId: string,
  { times, instead }: Extract<Step, { does: 'go' }>,
): Promise<void> {
  for (let n = 0; n < times; n++) {
    const { ticket } = await see(room, appointmentId);
    const act = n === times - 1 && instead ? instead : ticket && GOES_ON[ticket.state];
    if (!ticket || !act) return;
    const needs = act === 'cannot-complete' && times === 3 ? { needs: { why: 'time' as const } } : {};
    await report(room.house)({ assignmentId: ticket.id, technicianId: ticket.technicianId, act, note: act, ...needs });
  }
}

/** What does not agree, in words; asked of the rows. */
async function wrongs(room: Room): Promise<string[]> {
  const found = await room.sql<{ says: string }>(WRONGS);
  const ids = await room.sql<{ id: string }>('SELECT id FROM appointment');
  const visits = await visitsOf(
    { sql: room.sql },
    ids.map(({ id }) => id),
  );
  const asked = await room.sql<{ id: string }>(
    `SELECT appointment_id AS id FROM gap_offer WHERE state = 'asked' AND answer_by > doorward_now()`,
  );
  const of = (visit: (typeof visits)[number]) => `${visit.customer.name}'s ${visit.work.code}`;
  return [
    ...found.map(({ says }) => says),
    ...visits.flatMap((visit) => {
      // While nobody has one of the two, nobody knows when it is done: that is weighed when somebody has it again.
      if (!visit.ticket || (visit.needs?.state === 'confirmed' && !visit.needs.technicianId)) return [];
      const rift = riftOf(visit);
      const isSuspended = visit.suspendedAt !== null;
      return (rift !== null) === isSuspended ? [] : [`${of(visit)}: ${rift ?? 'stands'}, suspended: ${isSuspended}`];
    }),
    ...visits
      .filter((visit) => !mayComeSooner(visit) && asked.some(({ id }) => id === visit.appointmentId))
      .map((visit) => `${of(visit)} is asked to come sooner and may not`),
  ];
}

const WRONGS = /* sql */ `
  SELECT 'two stays overlap' AS says FROM occupancy a JOIN occupancy b ON a.technician_id = b.technician_id AND a.id < b.id AND a.during && b.during
  UNION ALL
  SELECT CASE WHEN count(p.id) = 0 THEN 'no open promise about a visit that is ' ELSE 'an open promise about a visit that is ' END || a.state
    FROM appointment a LEFT JOIN promise p ON p.appointment_id = a.id AND p.kind IN ('window', 'eta') AND p.state = 'open'
    WHERE a.missed_at IS NULL GROUP BY a.id HAVING (count(p.id) > 0) <> (a.state = 'confirmed' AND a.arrived_at IS NULL)
  UNION ALL
  SELECT 'open question of kind ' || p.kind || ' about a visit that is ' || a.state FROM prompt p JOIN appointment a ON a.id = p.appointment_id
    WHERE p.state = 'open' AND p.kind <> 'survey' AND a.state NOT IN ('requested', 'confirmed')
  UNION ALL
  SELECT 'a hold without its time' FROM hold h WHERE h.state = 'active' AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.hold_id = h.id)
  UNION ALL
  SELECT 'time of a hold that is ' || h.state FROM occupancy o JOIN hold h ON h.id = o.hold_id WHERE h.state <> 'active'
  UNION ALL
  SELECT 'a ticket without its time' FROM assignment s WHERE s.state IN ('created', 'delivered', 'acknowledged', 'en_route')
    AND NOT EXISTS (SELECT 1 FROM occupancy o WHERE o.assignment_id = s.id)
  UNION ALL
  SELECT 'time of a ticket that is ' || s.state FROM occupancy o JOIN assignment s ON s.id = o.assignment_id
    WHERE s.state IN ('declined', 'expired', 'withdrawn', 'completed', 'cannot_complete')
  UNION ALL
  SELECT 'a ' || s.state || ' ticket on a visit that is ' || a.state FROM assignment s JOIN appointment a ON a.id = s.appointment_id
    WHERE s.state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused') AND a.state <> 'confirmed'
  UNION ALL
  SELECT 'two live tickets on a visit' FROM assignment s
    WHERE s.state IN ('created', 'delivered', 'acknowledged', 'en_route', 'on_site', 'working', 'paused') GROUP BY appointment_id HAVING count(*) > 1
  UNION ALL
  SELECT 'suspended and ' || CASE WHEN arrived_at IS NULL THEN state ELSE 'begun' END FROM appointment
    WHERE suspended_at IS NOT NULL AND (state <> 'confirmed' OR arrived_at IS NOT NULL)
  UNION ALL
  SELECT 'held up and ' || CASE WHEN a.arrived_at IS NULL THEN a.state ELSE 'begun' END FROM block b JOIN appointment a ON a.id = b.appointment_id
    WHERE b.ended_at IS NULL AND (a.state <> 'confirmed' OR a.arrived_at IS NOT NULL)
  UNION ALL
  SELECT 'waits for an earlier time and is ' || a.state FROM waitlist w JOIN appointment a ON a.id = w.appointment_id
    WHERE w.ended_at IS NULL AND a.state <> 'confirmed'
  UNION ALL
  SELECT 'alert ' || l.kind || ' on a visit that is ' || a.state FROM alert l JOIN appointment a ON l.key = l.kind || ':' || a.id
    WHERE l.closed_at IS NULL AND l.kind IN ('at-risk', 'suspended', 'blocked', 'nobody-left', 'not-acknowledged') AND a.state <> 'confirmed'
  UNION ALL
  SELECT 'nothing has to be said for: ' || type FROM timeline WHERE btrim(actor) = '' OR btrim(reason) = ''
  UNION ALL
  SELECT 'fails again and again: ' || key FROM setback
`;
