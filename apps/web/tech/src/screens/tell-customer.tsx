import { useState } from 'preact/hooks';
import type { Word } from '#visits/word';
import type { Session } from '../day/session';

const WORDS: readonly { readonly word: Word; readonly says: string }[] = [
  { word: 'here', says: 'I am at the door' },
  { word: 'let-in', says: 'I cannot get in' },
  { word: 'call', says: 'Please call' },
];

/** Texts the customer from the company's number, in his language; late it would say nothing, so it does not wait for signal. */
export function TellCustomer({ session, assignmentId }: { readonly session: Session; readonly assignmentId: string }) {
  const [said, setSaid] = useState('');
  const tell = async ({ word, says }: (typeof WORDS)[number]) => {
    setSaid(`Sending “${says}” …`);
    const answer = await session.ask('POST', `/api/tech/tickets/${assignmentId}/words`, { word });
    if (answer.kind === 'answered') setSaid(`Texted to the customer: “${says}”.`);
    else setSaid(answer.kind === 'refused' ? answer.say : 'No signal: this was not sent. Call the desk, or try again.');
  };
  return (
    <section class="tell" aria-label="Text the customer">
      <div class="row">
        {WORDS.map((one) => (
          <button type="button" key={one.word} onClick={() => void tell(one)}>
            {one.says}
          </button>
        ))}
      </div>
      <p role="status">{said}</p>
    </section>
  );
}
