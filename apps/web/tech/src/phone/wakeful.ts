/** What the phone itself says: it woke or found a network, it is put away, it lost the network; and a slow pulse. */
export type Wakeful = {
  readonly onWake: () => void;
  readonly onHide: () => void;
  readonly onOffline: () => void;
  readonly onPulse: () => void;
};

const PULSE_MS = 20_000;

/** Returns how to stop listening. */
export function watchPhone({ onWake, onHide, onOffline, onPulse }: Wakeful): () => void {
  const isVisible = () => document.visibilityState === 'visible';
  const turn = () => (isVisible() ? onWake() : onHide());
  const pulse = setInterval(() => isVisible() && onPulse(), PULSE_MS);
  addEventListener('online', onWake);
  addEventListener('offline', onOffline);
  addEventListener('pagehide', onHide);
  document.addEventListener('visibilitychange', turn);
  return () => {
    clearInterval(pulse);
    removeEventListener('online', onWake);
    removeEventListener('offline', onOffline);
    removeEventListener('pagehide', onHide);
    document.removeEventListener('visibilitychange', turn);
  };
}
