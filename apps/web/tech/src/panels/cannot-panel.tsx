import { useState } from 'preact/hooks';
import type { WhyNot } from '#visits/next-visit';
import type { PanelProps } from './panel-screen';
import { PhotoButton } from '../photos/photo-button';
import { NextNeeds } from './next-needs';

/** What is wrong, and what comes of saying so: one touch, and eight seconds to take it back. */
const REASONS: readonly { readonly why: WhyNot; readonly says: string; readonly then: string }[] = [
  { why: 'absent', says: 'Nobody home', then: 'customer gets other times' },
  { why: 'no-access', says: 'No access', then: 'desk calls the customer' },
  { why: 'wrong-job', says: 'Wrong job', then: 'desk calls the customer' },
  { why: 'part', says: 'Need a part', then: 'then say which' },
  { why: 'helper', says: 'Need a helper', then: 'desk finds two of you' },
  { why: 'unsafe', says: 'Not safe', then: 'leave, desk calls' },
  { why: 'skill', says: 'Need another skill', then: 'then say which' },
  { why: 'time', says: 'Need more time', then: 'then say how much' },
];
const ASKS_MORE: readonly WhyNot[] = ['part', 'skill', 'time'];

export function CannotPanel(props: PanelProps) {
  const [why, setWhy] = useState<WhyNot | null>(null);
  const [words, setWords] = useState('');
  const note = words.trim();
  const say: PanelProps['say'] = (told) => props.say(note ? { ...told, note } : told);
  const choose = (chosen: WhyNot) =>
    ASKS_MORE.includes(chosen) ? setWhy(chosen) : say({ act: 'cannot-complete', needs: { why: chosen } });
  if (why) return <NextNeeds {...props} say={say} why={why} />;
  return (
    <>
      <PhotoButton session={props.session} assignmentId={props.job.assignmentId} />
      <div class="row reasons">
        {REASONS.map((reason) => (
          <button type="button" key={reason.why} onClick={() => choose(reason.why)}>
            {reason.says}
            <small>{reason.then}</small>
          </button>
        ))}
      </div>
      <label>
        In your own words (optional, before you touch a reason)
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
