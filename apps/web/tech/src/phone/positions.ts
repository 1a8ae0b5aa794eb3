import { useEffect, useState } from 'preact/hooks';
import { serverTime } from '../clock';
import type { Session } from '../day/session';
import { keepPace } from './pace';
import { keepUnsent } from './unsent';

/**
 * `may-ask`: the phone has not been asked yet, and asks only when he touches the button. `paused`: it has said nothing
 * for a while, asleep or under a roof.
 */
export type Sharing = 'off' | 'may-ask' | 'denied' | 'paused' | 'sharing';

/** Tells where he is while he is on the way and on shift, if the phone allows it; never otherwise. */
export function usePositions(session: Session, onTheWay: boolean) {
  const [sharing, setSharing] = useState<Sharing>('off');
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    if (!onTheWay) return setSharing('off');
    let stop: (() => void) | undefined;
    let over = false;
    void permission().then((given) => {
      if (over) return;
      if (given === 'denied') setSharing('denied');
      else if (given === 'granted' || asked) stop = share(session, setSharing);
      else setSharing('may-ask');
    });
    return () => {
      over = true;
      stop?.();
    };
  }, [session, onTheWay, asked]);
  return { sharing, allow: () => setAsked(true) };
}

async function permission(): Promise<PermissionState> {
  if (!('geolocation' in navigator) || !isSecureContext) return 'denied';
  try {
    return (await navigator.permissions.query({ name: 'geolocation' })).state;
  } catch {
    // Older Safari has no way to look without asking.
    return 'prompt';
  }
}

/** A watch tells of moves; who stands still is asked. */
const LOOK_EVERY_MS = 10_000;
/** Longer than a phone that stands still takes to answer. */
const PAUSED_MS = 360_000;
const ASKING: PositionOptions = { enableHighAccuracy: true, maximumAge: 15_000, timeout: 20_000 };

function share(session: Session, say: (sharing: Sharing) => void): () => void {
  const [pace, unsent] = [keepPace(), keepUnsent(session)];
  let lastAt = Date.now();
  const take = ({ coords, timestamp }: GeolocationPosition) => {
    lastAt = Date.now();
    say('sharing');
    const [heard, now] = [session.heard.get(), Date.now()];
    const place = { lat: rounded(coords.latitude), lng: rounded(coords.longitude) };
    if (!heard || !pace.take(place, now)) return;
    const { speed, heading } = coords;
    unsent.add({
      ...place,
      accuracy: Math.round(coords.accuracy),
      speed: speed !== null && speed >= 0 ? speed : null,
      heading: heading !== null && heading >= 0 ? heading : null,
      at: serverTime(heard, Math.min(timestamp, now)).toISOString(),
    });
  };
  const watched = navigator.geolocation.watchPosition(
    take,
    ({ code, PERMISSION_DENIED }) => code === PERMISSION_DENIED && say('denied'),
    ASKING,
  );
  const looking = setInterval(() => {
    if (Date.now() - lastAt > PAUSED_MS) say('paused');
    if (pace.isDue(Date.now())) navigator.geolocation.getCurrentPosition(take, () => undefined, ASKING);
  }, LOOK_EVERY_MS);
  return () => {
    navigator.geolocation.clearWatch(watched);
    clearInterval(looking);
    say('off');
  };
}

/** A tenth of a meter. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
