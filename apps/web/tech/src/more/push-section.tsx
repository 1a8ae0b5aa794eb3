import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../day/session';
import { isApple, isInstalled } from '../phone/install';
import { pushState, type PushState, wakeMe } from '../phone/push';

const SAYS: Record<PushState | 'refused', string> = {
  none: 'This browser cannot be woken. New jobs come as a text instead.',
  off: 'A new job can wake this phone, even when this page is closed. Else it comes as a text a little later.',
  on: 'A new job wakes this phone, even when this page is closed.',
  denied: 'Notifications are switched off for this page in the phone’s settings. New jobs come as a text instead.',
  refused: 'That did not work. Please try again with a good signal; new jobs come as a text meanwhile.',
};

export function PushSection({ session }: { readonly session: Session }) {
  const [state, setState] = useState<PushState | 'refused' | null>(null);
  useEffect(() => void pushState().then(setState), []);
  if (state === null) return null;
  const isAppleTab = state === 'none' && isApple() && !isInstalled();
  return (
    <section class="card">
      <h2>New jobs with a sound</h2>
      <p role="status">
        {isAppleTab ? 'An iPhone can be woken only from the home screen: add it there first.' : SAYS[state]}
      </p>
      {(state === 'off' || state === 'refused') && (
        <button type="button" onClick={() => void wakeMe(session.ask).then(setState)}>
          Wake me for new jobs
        </button>
      )}
    </section>
  );
}
