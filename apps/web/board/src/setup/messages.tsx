import { Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { segments } from '#conversation/segments';
import type { SampleMessage } from '#store/setup-views';
import { PlaceLink } from '../live/place-link';
import { Notice } from '../look/notice';
import { useAsking } from '../right/use-asking';
import { setupAddress } from './asked';
import { SetupTable } from './setup-table';
import css from './setup.module.css';

/** Every message, as it would leave; and a box to try words of one's own. */
export function Messages() {
  const { asking } = useAsking<readonly SampleMessage[]>('/api/setup/messages');
  const [own, setOwn] = useState('');
  const [wanted, setWanted] = useState('');
  const all = asking.is === 'ready' ? asking.value : [];
  const shown = useMemo(() => {
    const word = wanted.trim().toLowerCase();
    return all.filter(({ key, en, es }) => `${key} ${en} ${es}`.toLowerCase().includes(word));
  }, [all, wanted]);
  return (
    <section className={css.part} aria-labelledby="messages">
      <h1 id="messages">Messages</h1>
      <p>
        What customers and technicians are told, filled with made-up data. A text is put together from such messages,
        and of one with shorter ways to say it (short) the longest that fits is taken.
      </p>
      <p>
        Your names and numbers in them are changed under{' '}
        <PlaceLink to={() => setupAddress('settings')}>Hours and numbers</PlaceLink>, what your work is called under{' '}
        <PlaceLink to={() => setupAddress('work')}>Work types</PlaceLink>. The wording itself can only be read here: it
        stands in Doorward’s repository, in <code>libs/conversation/catalogue</code>, where each change is tried with
        the oddest data before it reaches a customer.
      </p>
      <div className={css.try}>
        <Textarea
          label="Try a text of your own"
          description="It is not sent and not kept."
          rows={3}
          value={own}
          onChange={(event) => setOwn(event.currentTarget.value)}
        />
        <p role="status">{saysOf(own)}</p>
      </div>
      {asking.is === 'failed' && <Notice tone="bad">{asking.say}</Notice>}
      {asking.is === 'loading' && <p role="status">Loading the messages</p>}
      {asking.is === 'ready' && (
        <>
          <TextInput label="Find a message" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
          <p role="status">
            {shown.length} of {all.length} messages
          </p>
          <div className={css.messages}>
            <SetupTable
              heads={['Message', 'English', 'Spanish']}
              rows={shown.map(({ key, en, es }) => ({
                key,
                name: <code>{key}</code>,
                cells: [<Said text={en} lang="en" />, <Said text={es} lang="es" />],
              }))}
            />
          </div>
        </>
      )}
    </section>
  );
}

const Said = ({ text, lang }: { readonly text: string; readonly lang: string }) => (
  <>
    <span lang={lang}>{text}</span>
    <small>{saysOf(text)}</small>
  </>
);

/** `GSM-7, 31 of 160, 1 part`. */
function saysOf(text: string): string {
  const { encoding, segments: parts, units } = segments(text);
  const room = encoding === 'GSM-7' ? (parts > 1 ? parts * 153 : 160) : parts > 1 ? parts * 67 : 70;
  return `${encoding}, ${units} of ${room} ${encoding === 'GSM-7' ? 'characters' : 'units'}, ${parts} ${parts === 1 ? 'part' : 'parts'}`;
}
