import { setTimeout as pause } from 'node:timers/promises';
import { receivePositions } from '#flows/commands/receive-positions';
import type { Doorward } from '#flows/doorward';

/** Fixes that are told at once: so many times a second. */
const ROUNDS_PER_SECOND = 10;

export type Drivers = {
  /** Lets everybody drive until `end` (`performance.now`), each telling his place once in the time given. */
  on(end: number): Promise<void>;
  /** When (`performance.now`) the fixes of this moment were told. */
  sentAt(at: number): number | undefined;
  told(): number;
  refused(): number;
  /** What all the fixes told since the first whole round would weigh on the wire, as a board is told them. */
  bytesTold(): number;
};

/**
 * Drives technicians about. They tell the same command that the api gives their fixes to, in this process: what is
 * measured of the api is what boards cost; what taking fixes costs is measured by `positions`.
 */
export async function drivers(house: Doorward, ids: readonly string[], everySeconds: number): Promise<Drivers> {
  const receive = receivePositions(house);
  const [clock] = await house.store.read<{ ms: number }>(
    'SELECT extract(epoch FROM doorward_now())::float8 * 1000 AS ms',
  );
  const base = clock!.ms - performance.now();
  const each = Math.ceil(ids.length / (everySeconds * ROUNDS_PER_SECOND));
  const sent = new Map<number, number>();
  let [round, told, refused, bytes] = [0, 0, 0, 0];

  async function tell(): Promise<void> {
    const now = performance.now();
    const at = new Date(Math.floor(base + now));
    sent.set(at.getTime(), now);
    const first = (round * each) % ids.length;
    const lap = Math.floor((round * each) / ids.length);
    round++;
    const answers = ids.slice(first, first + each).map((technicianId, n) => {
      const place = {
        lat: round6(39 + ((first + n) % 97) * 0.01 + lap * 0.0003),
        lng: round6(-76.6 + ((first + n) % 89) * 0.01),
      };
      bytes += JSON.stringify([technicianId, place.lat, place.lng, at.getTime()]).length + 1;
      const fix = { at, ...place, accuracy: 12, speed: 6, heading: 0, mocked: false };
      return receive({ technicianId, source: 'page', fixes: [fix] });
    });
    for (const answer of await Promise.all(answers)) {
      told += answer?.taken ?? 0;
      refused += 1 - (answer?.taken ?? 0);
    }
  }

  return {
    async on(end) {
      [told, refused, bytes] = [0, 0, 0];
      const begun = performance.now();
      const under: Promise<void>[] = [];
      for (let n = 0; performance.now() < end; n++) {
        under.push(tell());
        const ahead = begun + ((n + 1) * 1_000) / ROUNDS_PER_SECOND - performance.now();
        if (ahead > 0) await pause(ahead);
      }
      await Promise.all(under);
    },
    sentAt: (at) => sent.get(at),
    told: () => told,
    refused: () => refused,
    bytesTold: () => bytes,
  };
}

const round6 = (degrees: number) => Number(degrees.toFixed(6));
