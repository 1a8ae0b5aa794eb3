import { plusMinutes } from '#time/minutes';
import { hashOf } from '#flows/links';
import { requestOf, type Request } from '#test/bench/positions/hose';
import type { Side } from '#test/bench/side';
import { MORNING, type PlannedTechnician, type Town } from '#test/bench/town/plan';

/** Fixes of one technician are so far apart, and begin this long before the clock of the town. */
const STEP_MS = 4_000;
const BEGUN = plusMinutes(MORNING, -55);

/** Makes requests for technician after technician, each fix one step later than his last. */
export function telling({ technicians }: Town) {
  const told = new Map<string, number>();
  const fixOf = ({ id, home }: PlannedTechnician) => {
    const n = told.get(id) ?? 0;
    told.set(id, n + 1);
    const at = new Date(BEGUN.getTime() + n * STEP_MS);
    // He drives slowly to the north.
    return { lat: Number((home.lat + n * 0.0002).toFixed(6)), lng: home.lng, accuracy: 12, speed: 6.2, heading: 0, at };
  };
  const each = (count: number, make: (technician: PlannedTechnician) => Request) =>
    Array.from({ length: count }, (_, n) => make(technicians[n % technicians.length]!));
  return {
    singly: (count: number) =>
      each(count, (technician) =>
        requestOf('/api/tech/positions', { token: technician.token, body: fixOf(technician) }),
      ),
    batched: (count: number, size: number) =>
      each(count, (technician) => {
        const fixes = Array.from({ length: size }, () => fixOf(technician));
        return requestOf('/api/tech/positions', { token: technician.token, body: { fixes } });
      }),
    byAddress: (count: number) =>
      each(count, (technician) => {
        const { lat, lng, at } = fixOf(technician);
        const words = `lat=${lat}&lon=${lng}&timestamp=${at.getTime() / 1000}&speed=12.1&bearing=0&altitude=31&accuracy=12&batt=81`;
        return requestOf(`/track/traccar?id=${secretOf(technician)}&${words}`);
      }),
  };
}

const secretOf = ({ id }: PlannedTechnician) => `tracker-secret-${id}`;

/** Lets a tracking app in for each technician. */
export const writeTrackers = ({ sql }: Side, { technicians }: Town) =>
  sql(
    `INSERT INTO tracker (technician_id, name, secret_hash, created_at)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[]) AS t(technician, name, hash), doorward_now()`,
    [technicians.map(({ id }) => id), technicians.map(() => 'bench'), technicians.map((one) => hashOf(secretOf(one)))],
  );
