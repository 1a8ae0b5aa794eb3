import { later, minutesBetween, plusMinutes } from '#time/minutes';
import type { Place } from '#routes/route';
import { estimatedMinutes } from '#travel/estimate';
import type { Fix, Tap } from '#test/bench/eta/predictor';
import type { Technician } from '#test/bench/eta/simulator/crew';
import type { Draw } from '#test/bench/eta/simulator/draw';
import type { Made } from '#test/bench/eta/simulator/drive-day';
import type { World } from '#test/bench/eta/simulator/world';

type Asked = { readonly made: readonly Made[]; readonly technician: Technician; readonly draw: Draw };

/** What he taps: in time, late, with the next tap, or never; and what he says of his delays, well or badly. */
export function tapsOf({ made, technician: { phone, tapsBeforeLunch }, draw }: Asked): Tap[] {
  const taps: Tap[] = [];
  for (const [i, { planned, freed, setOut, stood, arrived, departed }] of made.entries()) {
    const say = (at: Date, says: Tap['says']) => taps.push({ at, stop: planned.id, says });
    const soon = () => draw.exponential(0.7);
    if (!draw.chance(phone.never)) {
      const leaves = tapsBeforeLunch && i > 0 ? plusMinutes(freed, 1) : setOut;
      const slow = draw.chance(phone.late) ? draw.between(3, 10) : soon();
      const at = plusMinutes(leaves, slow);
      if (at < arrived) say(at, 'on-my-way');
    }
    if (stood && draw.chance(phone.announces)) {
      const whole = minutesBetween(setOut, arrived) - stood.minutes;
      const noticed = plusMinutes(setOut, whole * stood.where + draw.between(4, 12));
      if (noticed < arrived) say(noticed, { late: said(stood.minutes, phone.announcesOff, draw) });
    }
    const arrival = arrivalTap();
    if (arrival) say(arrival, 'arrived');
    const over = minutesBetween(arrived, departed) - planned.work.planned;
    if (over > 15 && draw.chance(phone.announces)) {
      const noticed = plusMinutes(arrived, planned.work.planned * draw.between(0.7, 1));
      if (!arrival || noticed > arrival) say(noticed, { late: said(over, phone.announcesOff, draw) });
    }
    if (!draw.chance(phone.never)) say(later(plusMinutes(departed, soon()), arrival ?? departed), 'done');

    function arrivalTap(): Date | null {
      if (draw.chance(phone.never)) return null;
      if (!draw.chance(phone.late)) return plusMinutes(arrived, soon());
      const tapped = plusMinutes(arrived, draw.between(5, 20));
      return tapped < departed ? tapped : departed;
    }
  }
  return taps.sort((a, b) => minutesBetween(b.at, a.at));
}

/** Delays are said in fives, and never as none. */
const said = (minutes: number, off: number, draw: Draw) =>
  Math.min(180, Math.max(5, Math.round(draw.lognormal(minutes, off) / 5) * 5));

/** Positions while he drives and waits in the van: every 30 to 60 seconds, with noise, gaps and long dark stretches. */
export function fixesOf({ made, technician: { phone }, draw, world }: Asked & { readonly world: World }): Fix[] {
  return made.flatMap((drive): Fix[] => {
    const isDark = draw.chance(phone.dark);
    const darkFrom = plusMinutes(drive.setOut, draw.between(0, 10));
    const darkTo = plusMinutes(darkFrom, draw.between(15, 90));
    const way = world.way(drive.from, drive.planned.place);
    const fixes: Fix[] = [];
    for (let at = plusMinutes(drive.setOut, 0.5); at < drive.arrived; at = plusMinutes(at, draw.between(0.5, 1))) {
      if (draw.chance(0.04)) at = plusMinutes(at, draw.between(2, 6));
      if ((isDark && at > darkFrom && at < darkTo) || at >= drive.arrived) continue;
      const accuracy = draw.gamma(2, 14);
      fixes.push({ at, place: noisy(along(way, driven(drive, at)), accuracy, draw), accuracy: Math.round(accuracy) });
    }
    return fixes;
  });
}

/** The share of the way he has made at `at`. */
function driven({ setOut, atStreet, stood }: Made, at: Date): number {
  const moving = minutesBetween(setOut, atStreet) - (stood?.minutes ?? 0);
  const gone = minutesBetween(setOut, at);
  if (!stood) return Math.min(1, gone / moving);
  const until = moving * stood.where;
  return Math.min(1, (gone <= until ? gone : Math.max(until, gone - stood.minutes)) / moving);
}

function along(way: readonly Place[], share: number): Place {
  const lengths = way.slice(1).map((place, i) => estimatedMinutes(way[i]!, place));
  let left = share * lengths.reduce((a, b) => a + b, 0);
  for (const [i, length] of lengths.entries()) {
    if (left <= length && length > 0) return between(way[i]!, way[i + 1]!, left / length);
    left -= length;
  }
  return way.at(-1)!;
}

const between = (a: Place, b: Place, share: number): Place => ({
  lat: a.lat + (b.lat - a.lat) * share,
  lng: a.lng + (b.lng - a.lng) * share,
});

const METERS_PER_DEGREE = 111_195;
const noisy = ({ lat, lng }: Place, accuracy: number, draw: Draw): Place => ({
  lat: lat + (accuracy * draw.normal()) / METERS_PER_DEGREE,
  lng: lng + (accuracy * draw.normal()) / (METERS_PER_DEGREE * Math.cos((lat * Math.PI) / 180)),
});
