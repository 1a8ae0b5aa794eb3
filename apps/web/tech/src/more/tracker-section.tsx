import { useState } from 'preact/hooks';
import type { Session } from '../day/session';

type Made = {
  readonly secret: string;
  readonly traccar: { readonly serverUrl: string; readonly deviceIdentifier: string };
  readonly codes: { readonly traccar: string; readonly owntracks: string };
  readonly pictures: { readonly traccar: string; readonly owntracks: string };
};
type App = 'owntracks' | 'traccar';

/** A page sleeps with the phone; a tracker app goes on telling where he is, and customers get a truer time. */
export function TrackerSection({ session }: { readonly session: Session }) {
  const [made, setMade] = useState<{ readonly app: App; readonly made: Made } | 'failed' | 'asking' | null>(null);
  const make = async (app: App) => {
    setMade('asking');
    const name = app === 'owntracks' ? 'OwnTracks' : 'Traccar Client';
    const answer = await session.ask<Made>('POST', '/api/tech/trackers', { name });
    setMade(answer.kind === 'answered' ? { app, made: answer.body } : 'failed');
  };
  return (
    <details>
      <summary>Share your position with a tracker app</summary>
      <div class="panel">
        {made !== null && typeof made === 'object' ? (
          <Steps {...made} />
        ) : (
          <>
            <p>
              This page cannot tell where you are while the phone sleeps. One of these free apps can. It is heard during
              your shift only.
            </p>
            <button type="button" disabled={made === 'asking'} onClick={() => void make('owntracks')}>
              I have OwnTracks
            </button>
            <button type="button" disabled={made === 'asking'} onClick={() => void make('traccar')}>
              I have Traccar Client
            </button>
            {made === 'failed' && <p role="alert">This needs a connection. Please try again.</p>}
          </>
        )}
      </div>
    </details>
  );
}

const Steps = ({ app, made }: { readonly app: App; readonly made: Made }) =>
  app === 'owntracks' ? (
    <>
      <ol class="numbered">
        <li>OwnTracks is on this phone? Touch the button, and “Import” in the app.</li>
        <li>It is on another phone? Scan the code with its camera.</li>
        <li>Allow the position “always”.</li>
      </ol>
      <a class="button main" href={made.codes.owntracks}>
        Set up OwnTracks
      </a>
      <Code svg={made.pictures.owntracks} says="The settings for OwnTracks as a code" />
    </>
  ) : (
    <>
      <ol class="numbered">
        <li>In Traccar Client open the settings and touch the code sign.</li>
        <li>Scan this code, from this screen with another phone’s app, or type the two lines below.</li>
        <li>Allow the position “always” and switch tracking on.</li>
      </ol>
      <Code svg={made.pictures.traccar} says="The settings for Traccar Client as a code" />
      <p>
        Server URL: <strong>{made.traccar.serverUrl}</strong>
      </p>
      <p>
        Device identifier: <strong>{made.traccar.deviceIdentifier}</strong>
      </p>
    </>
  );

/** A picture, not part of the page: nothing in it could act. */
const Code = ({ svg, says }: { readonly svg: string; readonly says: string }) => (
  <>
    <img class="code" alt={says} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} width={280} height={280} />
    <small>
      Nobody else may see this code: with it one can tell positions in your name. The desk can take it back.
    </small>
  </>
);
