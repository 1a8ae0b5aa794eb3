import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import type { ActionProps } from './story-actions';
import css from './story.module.css';

/** Where somebody on the visit is written to when no text reaches him; an empty field takes the address away. */
export function PutEmail({ story, onDone, onCancel }: ActionProps) {
  const people = [story.customer, ...story.contacts];
  const [phone, setPhone] = useState(story.customer.phone);
  const who = people.find((person) => person.phone === phone)!;
  const [typed, setTyped] = useState<string | null>(null);
  const email = typed ?? who.email ?? '';
  const { act, isBusy, refused, canAct } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const path = `/api/work-orders/${encodeURIComponent(story.visit.workOrderId)}/email`;
    const answer = await act<{ email: string | null }>(path, { phone, email: email.trim() || null }, 'PUT');
    if (!answer.ok) return;
    const kept = answer.value.email;
    onDone(kept ? `${who.name} is written to at ${kept}.` : `${who.name} is not written to by e-mail.`);
  }

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      {people.length > 1 && (
        <NativeSelect
          label="Whose"
          value={phone}
          data={people.map((person) => ({ value: person.phone, label: `${person.name}, ${person.phone}` }))}
          onChange={(event) => {
            setPhone(event.currentTarget.value);
            setTyped(null);
          }}
        />
      )}
      <TextInput
        label={`E-mail address of ${who.name}`}
        description="For news that no text and no call can bring. Empty: none."
        type="email"
        maxLength={120}
        autoFocus
        value={email}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button
          size="compact-sm"
          type="submit"
          loading={isBusy}
          disabled={!canAct || email.trim() === (who.email ?? '')}
        >
          Save the address
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
