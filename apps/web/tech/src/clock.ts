import { useEffect, useState } from 'preact/hooks';
import type { HeardDay } from './day/keep-day';

/** What the server's clock shows at a moment of the device's: the phone's own clock may be wrong, and the demo's runs fast. */
export const serverTime = ({ day: { clock }, at }: HeardDay, device: number): Date =>
  new Date(Date.parse(clock.shows) + (device - at) * clock.rate);

/** Draws anew each second. */
export function useSeconds(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(now, Date.now());
}
