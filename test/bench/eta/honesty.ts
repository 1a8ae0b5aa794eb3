import { knowsOfDelay } from '#eta/judgement';
import { minutesBetween } from '#time/minutes';
import { quantile } from '#test/bench/figures';
import type { Visit } from '#test/bench/eta/replay';
import type { Text } from '#test/bench/eta/talk';

/** What customers heard, and whether it was so. Shares are per cent of all visits unless said otherwise. */
export type Honesty = {
  /** He came after the end of what was last told (the window, when nothing was), and no text had come between. */
  readonly lateBySurprise: number;
  /** He came before the range last told began, or before the window when nothing was told. */
  readonly earlyBySurprise: number;
  /** Some word to the customer, the window or a told range, ran out with nobody there and no newer word before its end. */
  readonly lapsed: number;
  readonly trulyLate: number;
  /** Minutes from the warning that still stood at the end of the window to that end, 0 without one; of the truly late. */
  readonly warningMinutes: { readonly p50: number; readonly p10: number };
  /** Per cent of the truly late who knew of no delay when their window ended. */
  readonly missedWarnings: number;
  /** Told of an arrival after the window by somebody who then came within it. */
  readonly falseAlarms: { readonly ofVisits: number; readonly ofWarned: number };
  readonly textsPerVisit: number;
  /** By kind, for each hundred visits. */
  readonly textsByKind: Record<string, number>;
  /** A text less than fifteen minutes after the one before it, setting out left aside. */
  readonly flapping: number;
  /** Texts sent after he had come, because nobody had tapped so; for each hundred visits. */
  readonly afterArrival: number;
};

/** Of one visit, as its customer saw it. */
export function experience({ stop: { window, arrived } }: Visit, all: readonly Text[]) {
  const texts = all.filter(({ at }) => at <= arrived);
  const told = texts.at(-1)?.told ?? null;
  const isLate = arrived > window.to;
  const inTime = texts.filter(({ at }) => at < window.to);
  let stands: Text | null = null;
  for (const text of inTime) stands = knowsOfDelay(window, text.told) ? (stands ?? text) : null;
  return {
    isLate,
    lateBySurprise: arrived > (told?.p90 ?? window.to),
    earlyBySurprise: arrived < (told?.p10 ?? window.from),
    lapsed: [null, ...texts].some((text, i) => {
      const ends = text?.told.p90 ?? window.to;
      return ends < arrived && !(texts[i] && texts[i].at < ends);
    }),
    warningMinutes: isLate ? (stands ? minutesBetween(stands.at, window.to) : 0) : null,
    isMissed: isLate && !stands,
    isWarned: texts.some((text) => knowsOfDelay(window, text.told)),
    flapping: texts.some(
      ({ at, kind }, i) => i > 0 && kind !== 'on-the-way' && minutesBetween(texts[i - 1]!.at, at) < 15,
    ),
  };
}

export function honestyOf(visits: readonly Visit[], name: string): Honesty {
  const texts = visits.map((visit) => visit.accounts.get(name)!.texts);
  const seen = visits.map((visit, i) => experience(visit, texts[i]!));
  const of = (count: number, all: number) => (100 * count) / all;
  const share = (is: (one: (typeof seen)[number]) => boolean) => of(seen.filter(is).length, seen.length);
  const late = seen.filter(({ isLate }) => isLate);
  const warned = seen.filter(({ isWarned }) => isWarned);
  const wrongly = warned.filter(({ isLate }) => !isLate);
  const minutes = late.map(({ warningMinutes }) => warningMinutes!);
  const sent = texts.flat();
  const kinds = [...new Set(sent.map(({ kind }) => kind))].sort();
  return {
    lateBySurprise: share((one) => one.lateBySurprise),
    earlyBySurprise: share((one) => one.earlyBySurprise),
    lapsed: share((one) => one.lapsed),
    trulyLate: of(late.length, seen.length),
    warningMinutes: { p50: quantile(minutes, 0.5), p10: quantile(minutes, 0.1) },
    missedWarnings: of(late.filter(({ isMissed }) => isMissed).length, late.length),
    falseAlarms: { ofVisits: of(wrongly.length, seen.length), ofWarned: of(wrongly.length, warned.length) },
    textsPerVisit: sent.length / seen.length,
    textsByKind: Object.fromEntries(
      kinds.map((kind) => [kind, of(sent.filter((text) => text.kind === kind).length, seen.length)]),
    ),
    flapping: share((one) => one.flapping),
    afterArrival: of(
      visits.reduce((n, { stop }, i) => n + texts[i]!.filter(({ at }) => at > stop.arrived).length, 0),
      seen.length,
    ),
  };
}
