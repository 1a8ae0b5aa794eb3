import { Button } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { Board } from './board';
import { Notice } from './look/notice';
import { currentSession, type Session } from './session/session';
import { SignIn } from './session/sign-in';

type Door =
  | { readonly is: 'asking' }
  | { readonly is: 'outside' }
  | { readonly is: 'failed'; readonly say: string }
  | { readonly is: 'inside'; readonly session: Session };

/** Who is there: without a session there is only the sign-in. */
export function App() {
  const [door, setDoor] = useState<Door>({ is: 'asking' });
  const look = useCallback(async () => {
    const answer = await currentSession();
    if (answer.ok) setDoor({ is: 'inside', session: answer.value });
    else setDoor(answer.status === 401 ? { is: 'outside' } : { is: 'failed', say: answer.say });
  }, []);
  const leave = useCallback(() => setDoor({ is: 'outside' }), []);
  useEffect(() => void look(), [look]);

  if (door.is === 'inside') return <Board session={door.session} onSignedOut={leave} />;
  if (door.is === 'outside') return <SignIn onSignedIn={() => void look()} />;
  if (door.is === 'asking') return null;
  return (
    <main style={{ padding: 32, display: 'grid', gap: 12, maxWidth: 480 }}>
      <Notice tone="bad">{door.say}</Notice>
      <Button onClick={() => void look()}>Try again</Button>
    </main>
  );
}
