import { useState } from 'preact/hooks';
import type { PanelProps } from './panel-screen';

const REASONS = {
  decline: ['Too far', 'No time', 'Missing skill', 'Missing part or tool', 'Vehicle trouble', 'Sick'],
  'cannot-complete': ['Nobody home', 'No access', 'Wrong job', 'Need part', 'Need helper', 'Unsafe'],
} as const;

/** One touch of a reason is enough; words may come before it, or stand alone. */
export function ReasonPanel({ say, act }: PanelProps & { readonly act: keyof typeof REASONS }) {
  const [words, setWords] = useState('');
  const most = act === 'decline' ? 150 : 250;
  const send = (reason: string) => {
    const said = [reason, words.trim()].filter(Boolean).join(': ');
    say(act === 'decline' ? { act, reason: said } : { act, note: said });
  };
  return (
    <>
      <div class="row reasons">
        {REASONS[act].map((reason) => (
          <button type="button" key={reason} onClick={() => send(reason)}>
            {reason}
          </button>
        ))}
      </div>
      <label>
        In your own words (optional)
        <textarea
          rows={2}
          maxLength={most}
          value={words}
          onInput={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </label>
      <button type="button" disabled={!words.trim()} onClick={() => send('')}>
        {act === 'decline' ? 'Decline with these words' : 'Send these words'}
      </button>
    </>
  );
}
