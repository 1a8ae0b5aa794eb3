import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { type DemoTechnician, demoTechnicians, named, signInAs } from './demo';
import { type Device, keptDesk } from './device';
import { telOf } from '../saying/way';

type Found = readonly DemoTechnician[] | 'looking' | 'none' | 'unreachable';

/** Nobody is signed in: the demo asks who it is, otherwise the desk has the link. */
export function SignIn(props: {
  readonly as: string | null;
  readonly ended: boolean;
  readonly onSignedIn: (device: Device) => void;
}) {
  const [found, setFound] = useState<Found>('looking');
  const look = () => {
    setFound('looking');
    void lookFor(props.as, props.onSignedIn).then(setFound);
  };
  useEffect(look, []);
  if (found === 'looking') return <Screen title="One moment" />;
  if (found === 'unreachable') return <Unreachable again={look} />;
  if (found === 'none') return <AskTheDesk ended={props.ended} />;
  return <WhoAreYou technicians={found} onSignedIn={props.onSignedIn} />;
}

async function lookFor(as: string | null, onSignedIn: (device: Device) => void): Promise<Found> {
  const found = await demoTechnicians();
  if (as === null || typeof found === 'string') return found;
  const technician = named(found, as);
  const device = technician && (await signInAs(technician, as));
  if (!device) return found;
  onSignedIn(device);
  return 'looking';
}

function Screen({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <main class="door">
      <p class="brand">Doorward</p>
      <h1>{title}</h1>
      {children}
    </main>
  );
}

const Unreachable = ({ again }: { readonly again: () => void }) => (
  <Screen title="No signal">
    <p>Doorward cannot be reached from this phone at the moment.</p>
    <button type="button" class="main" onClick={again}>
      Try again
    </button>
  </Screen>
);

function AskTheDesk({ ended }: { readonly ended: boolean }) {
  const desk = keptDesk();
  return (
    <Screen title={ended ? 'You are signed out' : 'Not signed in'}>
      <p>Ask the desk for your sign-in link. It comes as a text; open it on this phone and you stay signed in.</p>
      {desk && (
        <a class="button main" href={telOf(desk)}>
          Call the desk
          <small>{desk}</small>
        </a>
      )}
    </Screen>
  );
}

function WhoAreYou(props: {
  readonly technicians: readonly DemoTechnician[];
  readonly onSignedIn: (device: Device) => void;
}) {
  const [failed, setFailed] = useState(false);
  const choose = async (technician: DemoTechnician) => {
    setFailed(false);
    const device = await signInAs(technician);
    if (device) props.onSignedIn(device);
    else setFailed(true);
  };
  return (
    <Screen title="Who are you?">
      <p>The demo town. Each tab can be another technician.</p>
      {failed && <p role="alert">That did not work. Please try again.</p>}
      <ul class="people">
        {props.technicians.map((technician) => (
          <li key={technician.id}>
            <button type="button" onClick={() => void choose(technician)}>
              {technician.name}
              <small>{technician.phone}</small>
            </button>
          </li>
        ))}
      </ul>
    </Screen>
  );
}
