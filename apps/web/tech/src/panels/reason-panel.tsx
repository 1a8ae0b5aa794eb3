import { useState } from 'preact/hooks';
import type { PanelProps } from './panel-screen';

const REASONS = ['Too far', 'No time', 'Missing skill', 'Missing part or tool', 'Vehicle trouble', 'Sick'];

/** One touch of a reason is enough; words may come before it, or stand alone. */
export function ReasonPanel({ say }: PanelProps) {
  const [words, setWords] = useState('');
  const send = (reason: string) => say({ act: 'decline', reason: [reason, words.trim()].filter(Boolean).join(': ') });
  return (
    <>
      <div class="row reasons">
        {REASONS.map((reason) => (
          <button type="button" key={reason} onClick={() => send(reason)}>
            {reason}
          </button>
        ))}
      </div>
      <label>
        In your own words (optional)
        <textarea
          rows={2}
          maxLength={150}
          value={words}
          onInput={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </label>
      <button type="button" disabled={!words.trim()} onClick={() => send('')}>
        Decline with these words
      </button>
    </>
  );
}
