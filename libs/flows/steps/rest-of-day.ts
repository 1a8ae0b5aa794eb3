import { hourOfWeekAround } from '#time/zone';
import { later, minutesBetween } from '#time/minutes';
import { isOnSite } from '#visits/assignment';
import type { Ahead, Day } from '#eta/arrivals';
import { NO_DRIVES } from '#eta/drives';
import { UNKNOWN } from '#eta/durations';
import type { Law } from '#eta/law';
import { paceOf } from '#eta/pace';
import { vaguer } from '#eta/signal';
import { notBeforeOf } from '#eta/waiting';
import type { Place } from '#routes/route';
import type { AheadRow, KnownDay } from '#store/day';
import type { Pair } from '#store/legs';
import { greatCircle } from '#routes/meters';
import { type Drives, roughly } from '#flows/steps/drives';

/** Where the first drive of the rest of the day begins, and since when he has been there or on his way from there. */
export type Start = { readonly place: Place; readonly at: Date | null };

/** Where he was last seen: by his phone, at the last stop he finished, or at home before the day. */
export function startOf({ fix, last, home }: KnownDay): Start {
  if (fix && (!last || fix.at > last.at)) return { place: roughly(fix), at: fix.at };
  return last ? { place: { lat: last.lat, lng: last.lng }, at: last.at } : { place: home, at: null };
}

/** Who is this far from the door is not there any more, whatever the phone's accuracy. */
const LEFT_METERS = 500;

/**
 * Splits off the visits he has left without saying so: he has set out for another one since, or his phone is far from
 * the door.
 */
export function withoutLeft(tickets: readonly AheadRow[], { fix }: KnownDay) {
  const setOut = tickets.find(({ state }) => state === 'en_route');
  const isLeft = (row: AheadRow) =>
    isOnSite(row.state) &&
    ((setOut && setOut.since > row.since) || (fix && fix.at > row.since && greatCircle(fix, row) > LEFT_METERS));
  return { left: tickets.filter(isLeft), rows: tickets.filter((row) => !isLeft(row)) };
}

/** The drives of the rest of a day, each with its two ends. */
export const legsOf = (rows: readonly AheadRow[], start: Start): Pair[] =>
  rows.flatMap((row, i): Pair[] => {
    if (i === 0 && isOnSite(row.state)) return [];
    const from = i === 0 ? start.place : rows[i - 1]!;
    return [
      [
        { lat: from.lat, lng: from.lng },
        { lat: row.lat, lng: row.lng },
      ],
    ];
  });

/** The rest of a technician's day as the engine takes it. */
export function restOfDay(rows: readonly AheadRow[], known: KnownDay, drives: Drives, now: Date): Day {
  const start = startOf(known);
  const laws = legsOf(rows, start).map(([from, to]) => driveLaw(known, drives.of(from, to).minutes));
  const isThere = rows[0] !== undefined && isOnSite(rows[0].state);
  const stops = rows.map((row, i): Ahead => {
    const isOnRoad = row.state === 'en_route';
    // Who has said that he sets out was no longer where he was seen before.
    const seenAt = i > 0 || isThere ? null : isOnRoad && !(start.at && start.at > row.since) ? row.since : start.at;
    const drive = laws[isThere ? i - 1 : i] ?? NO_DRIVE;
    return {
      id: row.assignmentId,
      state: row.state,
      since: row.since,
      plannedFrom: row.plannedFrom,
      notBefore: notBeforeOf(row.windowFrom ?? row.plannedFrom, known.early),
      work: {
        minutes: row.workMinutes,
        spread: row.workSpread ?? UNKNOWN.spread,
        shape: row.workShape ?? undefined,
      },
      drive: isOnRoad && seenAt ? vaguer(drive, minutesBetween(seenAt, now)) : drive,
      seenAt,
      announced: row.announced,
    };
  });
  const { shift, done, zone, calibration } = known;
  const { paces, turns } = known.drives;
  const hourAt = hourOfWeekAround(now, zone);
  return {
    stops,
    // Who has a visit planned before his next shift works overtime and does not wait for that.
    ...(shift && rows[0] && shift.from <= rows[0].plannedFrom ? { begins: shift.from } : {}),
    doorMinutes: known.drives.doorMinutes,
    breaks: shift?.breakFrom && shift.breakMinutes ? breakAhead(shift.breakFrom, shift.breakMinutes, rows, now) : [],
    drivePace: paceOf(
      known.driven.map(({ usual, minutes }) => ({
        law: { minutes: Math.max(1, usual), spread: known.drives.spread ?? NO_DRIVES.spread },
        minutes,
      })),
    ),
    workPace: paceOf(
      done.map(({ usual, spread, minutes }) => ({
        law: { minutes: usual, spread: spread ?? UNKNOWN.spread },
        minutes,
      })),
    ),
    ...(paces ? { paceAt: (departure: Date) => paces[hourAt(departure)] ?? 1 } : {}),
    ...(turns ? { turnAt: (end: Date) => turns[hourAt(end) % 24] ?? 0 } : {}),
    calibration: new Map(calibration.map(({ kind, ...fit }) => [kind, fit])),
  };
}

const NO_DRIVE: Law = { minutes: 1, spread: NO_DRIVES.spread };

/** The pace of the hour is added by the engine, which knows when the drive begins. */
const driveLaw = ({ drives }: KnownDay, roadMinutes: number): Law => ({
  minutes: Math.max(1, roadMinutes + (roadMinutes > 0 ? drives.doorMinutes : 0)),
  spread: drives.spread ?? NO_DRIVES.spread,
});

/** A break whose time is over was taken, unless he has worked on since before it. */
const breakAhead = (from: Date, minutes: number, [first]: readonly AheadRow[], now: Date) =>
  now < from || (first && isOnSite(first.state) && first.since < from) ? [{ from: later(from, now), minutes }] : [];
