import { dayAt, wallMinutes } from '#time/zone';
import { languageOf } from '#conversation/reading/language';
import { wordsOf } from '#conversation/reading/plain';
import { momentOf, understand } from '#apps/cli/replies';
import type { Peers } from '#test/bench/replies/peers';
import type { Saying } from '#test/bench/replies/sayings';

/** The first day and the first clock time that a text speaks of, as a peer or we understand it. */
type Told = { readonly day: string | null; readonly time: string | null };
export type Resolver = { readonly name: string; tell(saying: Saying): Told };

export type Resolved = { readonly days: number; readonly times: number };

const whenOf = ({ slots }: Saying) => (slots['when'] ?? {}) as Record<string, string>;
const toldBy = (when: Record<string, string>): Told => ({
  day: when['day']?.slice(0, 10) ?? null,
  time: when['at'] ?? when['after'] ?? when['before'] ?? null,
});

/** How many of the days and of the times that the labels name were found, each judged by its first. */
export function resolved(
  resolver: Resolver,
  sayings: readonly Saying[],
): Resolved & { dayTexts: number; timeTexts: number } {
  const dated = sayings.filter((saying) => toldBy(whenOf(saying)).day !== null);
  const timed = sayings.filter((saying) => toldBy(whenOf(saying)).time !== null);
  const right = (of: readonly Saying[], key: keyof Told) =>
    of.filter((saying) => resolver.tell(saying)[key] === toldBy(whenOf(saying))[key]).length / Math.max(1, of.length);
  return { days: right(dated, 'day'), times: right(timed, 'time'), dayTexts: dated.length, timeTexts: timed.length };
}

export const ours: Resolver = {
  name: 'ours',
  tell: ({ line }) => toldBy((understand(line).slots.when ?? {}) as Record<string, string>),
};

export function chrono(peers: Peers): Resolver {
  const library = peers('chrono-node');
  return {
    name: 'chrono-node',
    tell(saying) {
      const [found] = (isSpanish(saying) ? library.es : library.en).parse(saying.line.text, wallClock(saying), {
        forwardDate: true,
      });
      if (!found) return { day: null, time: null };
      const { start } = found;
      const names = ['year', 'month', 'day'].some((part) => start.isCertain(part)) || start.isCertain('weekday');
      return {
        day: names ? `${start.get('year')}-${two(start.get('month'))}-${two(start.get('day'))}` : null,
        time: start.isCertain('hour') ? `${two(start.get('hour'))}:${two(start.get('minute') ?? 0)}` : null,
      };
    },
  };
}

export function recognizers(peers: Peers): Resolver {
  const { recognizeDateTime, Culture } = peers('@microsoft/recognizers-text-suite');
  return {
    name: 'recognizers',
    tell(saying) {
      const culture = isSpanish(saying) ? Culture.Spanish : Culture.English;
      const today = dayAt(momentOf(saying.line).now, saying.line.zone);
      const results = recognizeDateTime(saying.line.text, culture, 0, wallClock(saying)) as {
        resolution: { values?: Record<string, string>[] } | null;
      }[];
      const told = results.map(({ resolution }) => {
        const said = (resolution?.values ?? []).map((value) => value['value'] ?? value['start'] ?? value['end'] ?? '');
        return said.find((value) => value.slice(0, 10) >= today) ?? said[0] ?? '';
      });
      const day = told.map((value) => /\d{4}-\d\d-\d\d/.exec(value)?.[0]).find((found) => found !== undefined);
      const time = told.map((value) => /(\d\d:\d\d):\d\d/.exec(value)?.[1]).find((found) => found !== undefined);
      return { day: day ?? null, time: time ?? null };
    },
  };
}

const isSpanish = ({ line }: Saying) => languageOf(wordsOf(line.text)) === 'es';
const two = (n: number) => String(n).padStart(2, '0');

/** The time on the wall where the text is read, as a date of this process's own zone: that is what the peers reckon in. */
function wallClock({ line }: Saying): Date {
  const { now, zone } = momentOf(line);
  const [year, month, day] = dayAt(now, zone).split('-').map(Number);
  const minutes = wallMinutes(now, zone);
  return new Date(year!, month! - 1, day, Math.floor(minutes / 60), minutes % 60);
}
