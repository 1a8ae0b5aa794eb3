import { ActionIcon, Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../live/desk-context';
import { useIsLive } from '../live/use-is-live';
import { Icon } from '../look/icon';
import { Notice } from '../look/notice';
import { useNow } from '../live/use-now';
import { sayMinutes } from '../time/say-minutes';
import { type Answer, ask, type Method } from '../wire/ask';
import css from './phones.module.css';

type Technician = { readonly id: string; readonly name: string };
type Phone = {
  readonly id: string;
  readonly name: string;
  readonly signedInAt: string;
  readonly seenAt: string | null;
  readonly signedOutAt: string | null;
  readonly push: boolean;
};

/** Opens what is known of a technician's phones: signing one in by a code, and a lost one out. */
export function Phones({ technician }: { readonly technician: Technician }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={`Phones of ${technician.name}`}
        title="Phones"
        onClick={() => setOpen(true)}
      >
        <Icon name="phone" />
      </ActionIcon>
      {isOpen && <PhonesDialog technician={technician} onClose={() => setOpen(false)} />}
    </>
  );
}

function PhonesDialog({ technician, onClose }: { readonly technician: Technician; readonly onClose: () => void }) {
  const desk = useDesk();
  const isLive = useIsLive();
  const now = useNow(30);
  const box = useRef<HTMLDialogElement>(null);
  const [phones, setPhones] = useState<readonly Phone[] | null>(null);
  const [picture, setPicture] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const at = `/api/technicians/${encodeURIComponent(technician.id)}`;

  async function act<T>(method: Method, path: string): Promise<Answer<T>> {
    setRefused(null);
    const answer = await ask<T>(method, path);
    if (!answer.ok && answer.status === 401) desk.signedOut();
    if (!answer.ok) setRefused(answer.say);
    return answer;
  }
  async function look() {
    const answer = await act<readonly Phone[]>('GET', `${at}/phones`);
    if (answer.ok) setPhones(answer.value);
  }
  useEffect(() => {
    box.current?.showModal();
    void look();
  }, []);

  async function showCode() {
    const answer = await act<{ readonly picture: string }>('POST', `${at}/sign-in-code`);
    if (answer.ok) setPicture(answer.value.picture);
  }
  async function signOut(phone: Phone) {
    const answer = await act('DELETE', `${at}/phones/${encodeURIComponent(phone.id)}`);
    if (answer.ok) await look();
  }
  const seen = ({ seenAt }: Phone) =>
    seenAt
      ? `last seen ${sayMinutes(Math.max(0, Math.round((now - Date.parse(seenAt)) / 60_000)))} ago`
      : 'not seen yet';

  return (
    <dialog ref={box} className={css.dialog} aria-labelledby="phones" onClose={onClose}>
      <h2 id="phones">
        Phones of <bdi>{technician.name}</bdi>
      </h2>
      {refused && <Notice tone="bad">{refused}</Notice>}
      <ul className={css.phones}>
        {phones?.map((phone) => (
          <li key={phone.id}>
            <span>
              <bdi>{phone.name || 'A phone'}</bdi>
              <br />
              <small>{phone.signedOutAt ? 'signed out' : `${seen(phone)}${phone.push ? ', can be woken' : ''}`}</small>
            </span>
            {!phone.signedOutAt && (
              <Button size="compact-sm" variant="default" disabled={!isLive} onClick={() => void signOut(phone)}>
                Lost: sign out
              </Button>
            )}
          </li>
        ))}
        {phones?.length === 0 && <li>No phone has signed in yet.</li>}
      </ul>
      {picture ? (
        <figure className={css.code}>
          <img
            alt={`Sign-in code for ${technician.name}`}
            width={260}
            height={260}
            src={`data:image/svg+xml,${encodeURIComponent(picture)}`}
          />
          <figcaption>Scan it with the phone’s camera. It signs in one phone, once, within a day.</figcaption>
        </figure>
      ) : (
        <Button variant="default" disabled={!isLive} onClick={() => void showCode()}>
          Show a sign-in code
        </Button>
      )}
      <Button onClick={() => box.current?.close()}>Close</Button>
    </dialog>
  );
}
