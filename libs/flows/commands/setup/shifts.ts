import { plusMinutes } from '#time/minutes';
import { contains, overlaps, type Window } from '#time/window';
import { dayAt, instantOf, type LocalDay, startOfDay, plusDays } from '#time/zone';
import { isRefused, type Refused, refuse } from '#visits/refused';
import { toRange } from '#store/span';
import type { Tx } from '#store/tx';
import { change, noteChange } from '#flows/commands/setup/change';
import { sayVisits } from '#flows/commands/setup/technicians';
import type { Doorward } from '#flows/doorward';
import { clearDeadHolds } from '#flows/steps/holds';

/**
 * Minutes after local midnight, as the clock on the wall shows them; `to` up to 1440, the end of the day. What the clock
 * shows twice is meant the first time.
 */
export type ShiftGiven = {
  readonly from: number;
  readonly to: number;
  readonly break: { readonly from: number; readonly minutes: number } | null;
};

export type DayGiven = { readonly day: LocalDay; readonly shift: ShiftGiven | null };

export type SetShifts = {
  readonly technicianId: string;
  /** Each day once; a day without a shift is a day off. */
  readonly days: readonly DayGiven[];
  readonly dispatcher: string;
};

type Written = { readonly window: Window; readonly breakFrom: Date | null; readonly breakMinutes: number | null };

/**
 * Puts the shifts of some days in the place of those that were there. Refused where a visit or a held time would stand
 * outside of them: a promise is not dropped by a form.
 */
export const setShifts =
  (house: Doorward) =>
  (command: SetShifts): Promise<{ days: number } | Refused> =>
    change(house, async (tx) => {
      const { technicianId, days } = command;
      const [who] = await tx.sql<{ name: string; zone: string }>(
        `SELECT t.name, r.zone FROM technician t JOIN territory r ON r.id = t.territory_id WHERE t.id = $1 FOR UPDATE OF t`,
        [technicianId],
      );
      if (!who) return refuse('absent', 'There is no such technician any more.');
      const today = dayAt(tx.now, who.zone);
      const past = days.find(({ day }) => day < today);
      if (past) return refuse('closed', `${past.day} is over: its shift stays as it was.`);

      const written: Written[] = [];
      for (const given of days) {
        const made = given.shift && shiftOf(given.day, given.shift, who.zone);
        if (isRefused(made)) return made;
        if (made) written.push(made);
      }
      const spans = days.map(({ day }) => ({
        from: startOfDay(day, who.zone),
        to: startOfDay(plusDays(day, 1), who.zone),
      }));
      // What has run out is ended: a confirmation that began before that and waits for the lock must not find it alive.
      await clearDeadHolds(tx, [technicianId]);
      const refused = await refuseCut(tx, technicianId, who.name, spans, written);
      if (refused) return refused;
      for (const { from, to } of spans)
        await tx.sql('DELETE FROM shift WHERE technician_id = $1 AND lower(during) >= $2 AND lower(during) < $3', [
          technicianId,
          from,
          to,
        ]);
      const refusedNight = await refuseOverlap(tx, technicianId, written);
      if (refusedNight) return refusedNight;
      for (const { window, breakFrom, breakMinutes } of written)
        await tx.sql('INSERT INTO shift (technician_id, during, break_from, break_minutes) VALUES ($1, $2, $3, $4)', [
          technicianId,
          toRange(window),
          breakFrom,
          breakMinutes,
        ]);
      const [first, last] = [days[0]!.day, days.at(-1)!.day];
      const when = first === last ? first : `${first} to ${last}`;
      noteChange(tx, command.dispatcher, `shifts of ${who.name}, ${when}`, { days }, technicianId);
      return { days: days.length };
    });

const END_OF_DAY = 1440;

/** The shift of a local day; refused where clocks skip one of its times. */
function shiftOf(day: LocalDay, given: ShiftGiven, zone: string): Written | Refused {
  const from = instantOf(day, given.from, zone);
  const to = given.to === END_OF_DAY ? startOfDay(plusDays(day, 1), zone) : instantOf(day, given.to, zone);
  const breakFrom = given.break && instantOf(day, given.break.from, zone);
  if (!from || !to || (given.break && !breakFrom))
    return refuse('infeasible', `On ${day} clocks go forward and skip one of these times: please choose another.`);
  if (from >= to) return refuse('infeasible', `On ${day} the shift ends before it begins.`);
  const window = { from, to };
  if (given.break && !(contains(window, breakFrom!) && plusMinutes(breakFrom!, given.break.minutes) <= to))
    return refuse('infeasible', `On ${day} the break does not lie within the shift.`);
  return { window, breakFrom, breakMinutes: given.break?.minutes ?? null };
}

type Taken = Window & { readonly ref: string; readonly customer: string; readonly at: Date; readonly zone: string };

async function refuseCut(
  tx: Tx,
  technicianId: string,
  name: string,
  spans: readonly Window[],
  written: readonly Written[],
): Promise<Refused | null> {
  const taken = await tx.sql<Taken>(
    `SELECT lower(o.during) AS from, upper(o.during) AS to, lower(o.during) AS at, w.ref, c.name AS customer, d.zone
     FROM occupancy o LEFT JOIN assignment s ON s.id = o.assignment_id LEFT JOIN hold h ON h.id = o.hold_id
     JOIN appointment a ON a.id = coalesce(s.appointment_id, h.appointment_id) JOIN work_order w ON w.id = a.work_order_id
     JOIN customer c ON c.id = w.customer_id JOIN address d ON d.id = w.address_id
     WHERE o.technician_id = $1 AND upper(o.during) > $2 AND (h.id IS NULL OR h.expires_at > $2)
     ORDER BY lower(o.during)`,
    [technicianId, tx.now],
  );
  // Where he stands outside of any shift already, a form about shifts has nothing to say.
  const before = await tx.sql<Window>(
    'SELECT lower(during) AS from, upper(during) AS to FROM shift WHERE technician_id = $1 AND upper(during) > $2',
    [technicianId, tx.now],
  );
  const isIn = (shifts: readonly Window[], visit: Window) =>
    shifts.some(({ from, to }) => from <= visit.from && visit.to <= to);
  const cut = taken.filter(
    (visit) =>
      spans.some((span) => span.from <= visit.from && visit.from < span.to) &&
      isIn(before, visit) &&
      !isIn(
        written.map(({ window }) => window),
        visit,
      ),
  );
  if (!cut.length) return null;
  return refuse(
    'taken',
    `${name} would not be there any more for ${cut.length === 1 ? 'a visit' : `${cut.length} visits`}: ${sayVisits(cut)}. Mend that day on the board first, or keep the shift.`,
  );
}

/** A shift of the evening before may reach into the first of these days. */
async function refuseOverlap(tx: Tx, technicianId: string, written: readonly Written[]): Promise<Refused | null> {
  const kept = await tx.sql<Window>(
    'SELECT lower(during) AS from, upper(during) AS to FROM shift WHERE technician_id = $1',
    [technicianId],
  );
  const isMet = written.some(({ window }) => kept.some((other) => overlaps(window, other)));
  return isMet ? refuse('taken', 'Another shift reaches into one of these days: change that one first.') : null;
}
