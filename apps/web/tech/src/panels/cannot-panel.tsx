import { useState } from 'preact/hooks';
import type { WhyNot } from '#visits/next-visit';
import type { PanelProps } from './panel-screen';
import { NextNeeds } from './next-needs';

/** One touch says why where that is all there is to say; the other reasons ask for what the next visit needs. */
const REASONS: readonly { readonly why: WhyNot; readonly says: string }[] = [
  { why: 'part', says: 'Need a part' },
  { why: 'skill', says: 'Need another skill' },
  { why: 'time', says: 'Need more time' },
  { why: 'absent', says: 'Nobody home' },
  { why: 'unsafe', says: 'Not safe' },
];

export function CannotPanel(props: PanelProps) {
  const [why, setWhy] = useState<WhyNot | null>(null);
  const [words, setWords] = useState('');
  const note = words.trim();
  const say: PanelProps['say'] = (told) => props.say(note ? { ...told, note } : told);
  const choose = (chosen: WhyNot) =>
    chosen === 'absent' || chosen === 'unsafe'
      ? say({ act: 'cannot-complete', needs: { why: chosen } })
      : setWhy(chosen);
  if (why) return <NextNeeds {...props} say={say} why={why} />;
  return (
    <>
      <p>The customer gets times for the next visit at once, and you see the same ones here.</p>
      <div class="row reasons">
        {REASONS.map((reason) => (
          <button type="button" key={reason.why} onClick={() => choose(reason.why)}>
            {reason.says}
          </button>
        ))}
      </div>
      <label>
        In your own words (optional)
        <textarea
          rows={2}
          maxLength={250}
          value={words}
          onInput={({ currentTarget }) => setWords(currentTarget.value)}
        />
      </label>
      <button type="button" disabled={!note} onClick={() => props.say({ act: 'cannot-complete', note })}>
        Only these words: the desk calls
      </button>
    </>
  );
}
