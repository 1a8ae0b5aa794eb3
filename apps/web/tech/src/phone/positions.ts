import { useEffect, useState } from 'preact/hooks';
import { serverTime } from '../clock';
import type { Session } from '../day/session';

/** `may-ask`: the phone has not been asked yet, and asks only when he touches the button. */
export type Sharing = 'off' | 'may-ask' | 'denied' | 'sharing';

const EVERY_MS = 30_000;

/** Tells where he is while he is on the way, if the phone allows it; never otherwise. */
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

function share(session: Session, say: (sharing: Sharing) => void): () => void {
  let last = -Infinity;
  const watched = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      say('sharing');
      const heard = session.heard.get();
      if (!heard || Date.now() - last < EVERY_MS) return;
      last = Date.now();
      const at = serverTime(heard, Math.min(timestamp, last)).toISOString();
      // A position that is lost is not sent later: the next one is better.
      void session.ask('POST', '/api/tech/positions', {
        lat: coords.latitude,
        lng: coords.longitude,
        accuracy: coords.accuracy,
        at,
      });
    },
    () => say('denied'),
    { enableHighAccuracy: true, maximumAge: 15_000 },
  );
  return () => {
    navigator.geolocation.clearWatch(watched);
    say('off');
  };
}
