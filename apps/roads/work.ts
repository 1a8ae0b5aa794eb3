import { dayAt, wallMinutes } from '#time/zone';
import type { Generation } from '#apps/roads/generation';
import type { Queue } from '#apps/roads/queue';

/** How one request is worked on: from which network, in whose turn, and for as long as somebody waits. */
export type Work = { readonly generation: Generation; readonly queue: Queue; readonly signal: AbortSignal };

/** The departure as the engine takes it: local time to the minute, and only where it knows the zone of a road. */
export function hourOf(departAt: string | undefined, { timezones, zone }: Generation['network']): object {
  if (departAt === undefined || timezones === null) return {};
  const at = new Date(departAt);
  const minutes = wallMinutes(at, zone);
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return { date_time: { type: 1, value: `${dayAt(at, zone)}T${clock}` } };
}
