import { useEffect, useState } from 'preact/hooks';
import { openSession, type Session } from './day/session';
import { DayPage } from './screens/day-page';
import { type Device, forgetDevice, keptDevice, takeFromAddress } from './signing-in/device';
import { SignIn } from './signing-in/sign-in';

const as = new URLSearchParams(location.search).get('as');

export function App() {
  const [device, setDevice] = useState<Device | null>(() => takeFromAddress() ?? keptDevice(as));
  const [ended, setEnded] = useState(false);
  const session = useSession(device, () => {
    setEnded(true);
    setDevice(null);
  });
  useEffect(openNewLinks, []);
  if (!device) return <SignIn as={ended ? null : as} ended={ended} onSignedIn={setDevice} />;
  if (!session) return null;
  const leave = () => {
    forgetDevice(device);
    // Without `?as=`, which would sign in the same technician again.
    location.assign(location.pathname);
  };
  return <DayPage session={session} onLeave={device.place === 'tab' ? leave : null} />;
}

function useSession(device: Device | null, onSignedOut: () => void): Session | null {
  const [session, setSession] = useState<Session | null>(null);
  useEffect(() => {
    if (!device) return;
    const opened = openSession(device, () => {
      forgetDevice(device);
      onSignedOut();
    });
    setSession(opened);
    return () => {
      opened.close();
      setSession(null);
    };
  }, [device]);
  return session;
}

/** A new sign-in link opened in this very tab changes only the fragment. */
function openNewLinks(): () => void {
  const look = () => {
    if (location.hash.startsWith('#token=')) location.reload();
  };
  addEventListener('hashchange', look);
  return () => removeEventListener('hashchange', look);
}
