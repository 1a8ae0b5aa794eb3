import { useState } from 'preact/hooks';
import type { TechDay } from '#store/views';
import type { Session } from '../day/session';

/** Off shift nothing of where he is is told or stored, by this page or by a tracker app. */
export function ShiftSection({
  session,
  day,
  now,
}: {
  readonly session: Session;
  readonly day: TechDay;
  readonly now: Date;
}) {
  const [said, setSaid] = useState<'failed' | 'asking' | null>(null);
  const isInShift = day.shift !== null && new Date(day.shift.from) <= now && now < new Date(day.shift.to);
  if (!isInShift)
    return (
      <section class="card">
        <h2>Off shift</h2>
        <p>Your position is not shared. It is shared only during a shift, on the way to a customer.</p>
      </section>
    );
  const say = async (off: boolean) => {
    setSaid('asking');
    const answer = await session.ask('PUT', '/api/tech/shift', { off });
    setSaid(answer.kind === 'answered' ? null : 'failed');
    if (answer.kind === 'answered') session.lookAgain();
  };
  return (
    <section class="card">
      <h2>{day.off ? 'Your shift is over' : 'On shift'}</h2>
      <p>
        {day.off
          ? 'Your position is not shared until your next shift.'
          : 'Your position is shared on the way to a customer, and never outside your shift.'}
      </p>
      <button type="button" disabled={said === 'asking'} onClick={() => void say(!day.off)}>
        {day.off ? 'My shift goes on' : 'My shift is over'}
      </button>
      {said === 'failed' && <p role="alert">This needs a connection. Please try again.</p>}
    </section>
  );
}
