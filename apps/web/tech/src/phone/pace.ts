/** While he moves, and for a few minutes after: long enough to see that he has come to a door. */
const MOVING_MS = 30_000;
const PARKED_MS = 300_000;
const SETTLED_MS = 240_000;
/** Less is the satellites, not he. */
const MOVED_METERS = 60;

type Place = { readonly lat: number; readonly lng: number };

/** How often a position is told: every half minute on the move, every five once he has stood for a while. */
export function keepPace() {
  let anchor: (Place & { readonly since: number }) | null = null;
  let told = -Infinity;
  const everyMs = (now: number) => (anchor && now - anchor.since > SETTLED_MS ? PARKED_MS : MOVING_MS);
  return {
    /** Whether the next one is due, by what was seen so far. */
    isDue: (now: number) => now - told >= everyMs(now),
    /** Takes note of where he is; true when it is to be told. */
    take(place: Place, now: number): boolean {
      if (!anchor || metersBetween(anchor, place) > MOVED_METERS) anchor = { ...place, since: now };
      if (now - told < everyMs(now)) return false;
      told = now;
      return true;
    },
  };
}

/** On a flat map: good enough to see whether somebody has moved. */
const metersBetween = (a: Place, b: Place) =>
  Math.hypot(b.lat - a.lat, (b.lng - a.lng) * Math.cos((a.lat * Math.PI) / 180)) * 111_195;
