import { Button, TextInput } from '@mantine/core';
import type { FormEvent } from 'react';
import { Notice } from '../look/notice';
import { useAct } from '../wire/use-act';
import { useDraft } from './drafts';
import type { ActionProps } from './story-actions';
import css from './story.module.css';

/** Puts a further phone on the order: it hears all news from now on, and may ask and choose. */
export function AddContact({ story: { visit }, onDone, onCancel }: ActionProps) {
  const [name, setName] = useDraft(`contact name ${visit.workOrderId}`);
  const [phone, setPhone] = useDraft(`contact phone ${visit.workOrderId}`);
  const [email, setEmail] = useDraft(`contact email ${visit.workOrderId}`);
  const { act, isBusy, refused, canAct } = useAct();

  async function submit(event: FormEvent) {
    event.preventDefault();
    const answer = await act<{ added: boolean }>(`/api/work-orders/${encodeURIComponent(visit.workOrderId)}/contacts`, {
      name: name.trim(),
      phone: phone.replaceAll(/[\s().-]/g, ''),
      ...(email.trim() ? { email: email.trim() } : {}),
    });
    if (!answer.ok) return;
    setName('');
    setPhone('');
    setEmail('');
    onDone(answer.value.added ? `${name.trim()} hears the news from now on.` : 'This phone is on the visit already.');
  }

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        maxLength={80}
        autoFocus
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label="Phone"
        description="With the country code. It hears all news of this visit, and may ask and choose."
        placeholder="+1 555 0199"
        type="tel"
        maxLength={24}
        required
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <TextInput
        label="E-mail"
        description="For news that no text and no call can bring; may be left empty."
        type="email"
        maxLength={120}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      <div className={css.buttons}>
        <Button size="compact-sm" type="submit" loading={isBusy} disabled={!canAct || !name.trim() || !phone.trim()}>
          Add the phone
        </Button>
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          Leave it
        </Button>
      </div>
    </form>
  );
}
