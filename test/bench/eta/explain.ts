import { minutesBetween } from '#time/minutes';
import { sayTime } from '#time/say';
import { grouped } from '#test/bench/eta/grouped';
import type { Replayed } from '#test/bench/eta/replay';

/** Everything said about one visit, in order of time, in lines a person can read; null when there is no such visit. */
export function explain(
  { visits, said }: Replayed,
  id: string,
  names: readonly string[],
  zone: string,
): string[] | null {
  const found = visits.filter(({ stop }) => stop.id === id);
  if (!found.length) return null;
  const clock = (t: Date) => sayTime(t, zone).padStart(7);
  const head = found.map(
    ({ technician, stop: { workType, plannedMinutes, window, arrived, departed } }) =>
      `${id}: ${technician}, ${workType} (${plannedMinutes} min planned), promised ${clock(window.from)} to ${clock(window.to)}, ` +
      `there ${arrived.toISOString()} = ${clock(arrived)}, left ${clock(departed)}`,
  );
  const forecasts = [...grouped(said, ({ at }) => at.getTime())]
    .sort(([a], [b]) => a - b)
    .map(([at, together]) => {
      // An id that comes on several days is explained on each of them.
      const away = (visit: (typeof found)[number]) => Math.abs(visit.stop.arrived.getTime() - at);
      const { arrived } = found.reduce((a, b) => (away(b) < away(a) ? b : a)).stop;
      const each = names.map((name) => {
        const eta = together.find(({ predictor }) => predictor === name)?.eta;
        if (!eta) return '-'.padEnd(name === names[0] ? 26 : 8);
        const range = name === names[0] ? ` (${clock(eta.p10)}-${clock(eta.p90)})` : '';
        return `${clock(eta.p50)}${range} `;
      });
      const ahead = `${Math.round(minutesBetween(new Date(at), arrived))} min before`;
      return { at, line: `${clock(new Date(at))}  ${ahead.padStart(15)}  ${each.join(' ')}` };
    });
  const texts = found.flatMap(({ accounts }) =>
    accounts.get(names[0]!)!.texts.map(({ at, kind, told }) => ({
      at: at.getTime(),
      line: `${clock(at)}  text, ${kind}: about ${clock(told.p50)} (${clock(told.p10)}-${clock(told.p90)})`,
    })),
  );
  const lines = [...forecasts, ...texts].sort((a, b) => a.at - b.at).map(({ line }) => line);
  return [...head, `who said what: ${names.join(', ')}`, ...lines];
}
