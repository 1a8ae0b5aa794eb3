import type { Bench, Result } from '#test/bench/bench';
import { listenAt } from '#test/bench/delay/ear';
import { p50, p99 } from '#test/bench/figures';
import { openSide } from '#test/bench/side';
import { mostInAMinute, whatTheyKnow } from '#test/bench/snow/check';
import { askMeanwhile, snow as letItSnow, stormOver } from '#test/bench/snow/storm';
import { planTown } from '#test/bench/town/plan';

const SEED = 20260303;
const DELAYS = 500;
/** What AT&T takes from a low-volume sender. */
const PER_MINUTE = 75;

/** A snow day: so many promises break within a minute, and the carrier takes 75 segments in one. */
const snowOf = (delays: number): Bench => ({
  name: 'snow',
  about: `${delays} delays within a minute at ${PER_MINUTE} segments a minute, and customers who ask meanwhile (--delays N)`,
  withOptions: ([option, count, ...rest]) =>
    option === '--delays' && !rest.length && Number.isInteger(Number(count)) && Number(count) > 0
      ? snowOf(Number(count))
      : null,
  async measure(grounds): Promise<Result> {
    const town = planTown(SEED);
    const storm = stormOver(town.technicians, delays);
    const env = {
      SENDER_CLASS: 'low-volume',
      CARRIER_SEGMENTS_PER_MINUTE: String(PER_MINUTE),
      // A day's worth would hardly do for one such storm.
      CARRIER_SEGMENTS_PER_DAY: '10000',
    };
    const side = await openSide(grounds, { name: 'snow', town, env });
    try {
      side.carrier.misbehave({ perMinute: PER_MINUTE });
      const ear = listenAt(side.carrier);
      const begun = performance.now();
      const wrongReports = await letItSnow(side, storm);
      const asked = await askMeanwhile(side, ear, storm.phones);
      const texts = ear.all().filter(({ text }) => text.direction === 'to-phone');
      const drained = performance.now() - begun;
      const known = await whatTheyKnow(side, storm.phones);
      const waited = asked.flatMap(({ waited }) => waited ?? []);
      const most = mostInAMinute(texts);
      const perPhone = storm.phones.map((phone) => texts.filter(({ text }) => text.to === phone).length);
      return {
        table: [
          { what: 'a question, its answer at the carrier, p50', unit: 's', ours: p50(waited) / 1000 },
          { what: 'a question, its answer at the carrier, p99', unit: 's', ours: p99(waited) / 1000 },
          { what: 'everybody told after', unit: 'min', ours: drained / 60_000 },
          { what: 'customers told', unit: '', ours: known.told },
          { what: 'texts to them, answers included', unit: '', ours: texts.length },
          { what: 'changes that rode along in another text', unit: '', ours: known.coalesced },
          { what: 'most segments in a minute', unit: '', ours: most },
        ],
        aims: [{ what: 'a question, its answer, p99 (s)', is: p99(waited) / 1000, atMost: 15 }],
        wrong: [
          ...wrongReports,
          ...(known.untold ? [`${known.untold} customers were not told`] : []),
          ...(known.stale ? [`${known.stale} customers were last told a time that was no longer the newest`] : []),
          ...(known.overRate ? [`${known.overRate} texts were over the carrier's rate (30022)`] : []),
          ...(most > PER_MINUTE ? [`${most} segments left in one minute`] : []),
          ...(waited.length < asked.length
            ? [`${asked.length - waited.length} questions had no answer in a minute`]
            : []),
        ],
        facts: {
          delays: storm.phones.length,
          technicians: storm.technicians.length,
          asked: asked.length,
          ...known,
          mostToOne: Math.max(...perPhone),
        },
      };
    } finally {
      await side.close();
    }
  },
});

export const snow = snowOf(DELAYS);
