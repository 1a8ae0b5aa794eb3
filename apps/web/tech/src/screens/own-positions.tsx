import { useState } from 'preact/hooks';
import type { Session } from '../day/session';

type Own = { readonly keptDays: number; readonly stored: number; readonly positions: readonly unknown[] };

/** What is stored of where he was: he may know at any time, and it is looked up when he asks. */
export function OwnPositions({ session }: { readonly session: Session }) {
  const [own, setOwn] = useState<Own | 'asking' | 'unreachable'>('asking');
  async function look(isOpen: boolean): Promise<void> {
    if (!isOpen) return;
    const answer = await session.ask<Own>('GET', '/api/tech/positions');
    setOwn(answer.kind === 'answered' ? answer.body : 'unreachable');
  }
  return (
    <details onToggle={({ currentTarget }) => void look(currentTarget.open)}>
      <summary>Your positions</summary>
      <p>{say(own)}</p>
    </details>
  );
}

function say(own: Own | 'asking' | 'unreachable'): string {
  if (own === 'asking') return 'Asking …';
  if (own === 'unreachable') return 'This cannot be looked up without a connection.';
  const off = 'Nothing is stored while you are off shift.';
  if (own.stored === 0) return `No position of you is stored. ${off}`;
  const many = own.stored === 1 ? '1 position of you is' : `${own.stored} positions of you are`;
  return `${many} stored, ${own.positions.length} of them from the last day. Each is deleted after ${own.keptDays} days. ${off}`;
}
