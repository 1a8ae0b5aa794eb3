import { type Aim, isMet } from '#test/bench/bench';
import { brief } from '#test/bench/figures';
import type { Accuracy } from '#test/bench/eta/accuracy';
import type { Report } from '#test/bench/eta/report';

/** One object on one line; figures to three places, and what could not be measured is null. */
export const toJson = (said: object): string =>
  JSON.stringify(said, (_, value: unknown) =>
    typeof value === 'number' && !Number.isInteger(value) ? brief(value) : value,
  );

type Said = Report & {
  readonly days: number;
  readonly visits: number;
  readonly cpuSeconds: number;
  readonly wrong: readonly string[];
  readonly by?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Accuracy>>>>>>;
};

/** The same for people. */
export function toLines({ predictors, improvement, aims, days, visits, cpuSeconds, wrong, by }: Said): string[] {
  const names = Object.keys(predictors);
  const horizons = Object.keys(predictors[names[0]!]!.byHorizon);
  const row = (name: string) => {
    const { all, byHorizon, texts } = predictors[name]!;
    return [name, ...accuracy(all), ...horizons.map((h) => cell(byHorizon[h]!.mae)), cell(texts.textsPerVisit)];
  };
  const honest = (name: string) => {
    const { texts } = predictors[name]!;
    const { p50, p10 } = texts.warningMinutes;
    return [name, ...[texts.lateBySurprise, texts.lapsed, texts.earlyBySurprise, p50, p10, texts.missedWarnings, texts.falseAlarms.ofVisits, texts.flapping].map(cell)]; // prettier-ignore
  };
  return [
    `${days} days, ${visits} visits, ${cell(cpuSeconds)} s of CPU`,
    ...drawn([['minutes', ...ACCURACY, ...horizons.map((h) => `MAE ${h}`), 'texts/visit'], ...names.map(row)]),
    '',
    ...drawn([['texts', 'surprise %', 'lapsed %', 'early %', 'warned p50', 'p10', 'missed %', 'false %', 'flapping %'], ...names.map(honest)]), // prettier-ignore
    '',
    ...Object.entries(by ?? {}).flatMap(([what, groups]) => [...drawn(split(what, groups, names[0]!)), '']),
    `best rival: ${improvement.best}; MAE ${cell(improvement.overBest)} % below it`,
    ...aims.map(sayAim),
    ...wrong.map((what) => `WRONG: ${what}`),
  ];
}

const ACCURACY = ['MAE', 'RMSE', 'bias', 'in range %', 'width'];
const accuracy = ({ mae, rmse, bias, coverage, width }: Accuracy) => [mae, rmse, bias, coverage, width].map(cell);
const cell = (value: number) => `${brief(value) ?? '-'}`;

const split = (what: string, groups: Readonly<Record<string, Readonly<Record<string, Accuracy>>>>, ours: string) => [
  [what, 'visits', ...ACCURACY, ...Object.keys(Object.values(groups)[0]!).filter((name) => name !== ours).map((name) => `MAE ${name}`)], // prettier-ignore
  ...Object.entries(groups).map(([key, figures]) => [
    key,
    `${figures[ours]!.visits}`,
    ...accuracy(figures[ours]!),
    ...Object.entries(figures).flatMap(([name, { mae }]) => (name === ours ? [] : [cell(mae)])),
  ]),
];

function drawn(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) => row.map((text, i) => (i ? text.padStart(widths[i]!) : text.padEnd(widths[i]!))).join('  '));
}

function sayAim(aim: Aim): string {
  const bounds = [aim.atLeast, aim.atMost].map((bound, i) => (bound === undefined ? '' : `${i ? 'at most' : 'at least'} ${bound}`)); // prettier-ignore
  return `${isMet(aim) ? 'reached' : 'MISSED '}  ${aim.what}: ${cell(aim.is)} (aim: ${bounds.filter(Boolean).join(', ')})`;
}
