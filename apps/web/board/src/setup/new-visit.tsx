import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BoardVisit } from '#store/views';
import { readPhoneNumber } from '#visits/phone-number';
import { useDesk } from '../live/desk-context';
import { PlaceLink } from '../live/place-link';
import { useCell } from '../live/use-cell';
import { Notice } from '../look/notice';
import { boardAddress } from '../right/asked';
import { dayAt, sayDay } from '../time/day';
import { saySpan } from '../time/say-time';
import { setupAddress } from './asked';
import { type Field, numberOf, SetupForm, type Values } from './setup-form';
import { useSave } from './use-save';
import { useSetup } from './use-setup';
import css from './setup.module.css';

type Slot = { readonly technicianId: string; readonly window: { readonly from: string; readonly to: string } };
type Opened = { readonly appointmentId: string; readonly ref: string };
const MOST_SHOWN = 60;

/** A visit taken on the phone: opened, and booked at a time the customer wants. */
export function NewVisit() {
  const { view, look } = useSetup();
  const zone = useCell(useDesk().store.title)?.zone ?? 'UTC';
  const { save, isBusy, refused, setRefused } = useSave();
  const [opened, setOpened] = useState<Opened | null>(null);
  const [slots, setSlots] = useState<readonly Slot[] | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [count, setCount] = useState(0);

  async function windowsOf({ appointmentId }: Opened) {
    const answer = await save<readonly Slot[]>('GET', `/api/appointments/${appointmentId}/windows`);
    if (answer.ok) setSlots(answer.value);
  }
  async function open(values: Values) {
    setTold(null);
    const answer = await save<Opened>('POST', '/api/work-orders', bodyOf(values));
    if (!answer.ok) return;
    await look();
    if (values['invite'] === 'yes') {
      setTold(`Ref ${answer.value.ref} is open, and ${values['name']} gets a text with a link to choose a time.`);
      return setCount(count + 1);
    }
    setOpened(answer.value);
    await windowsOf(answer.value);
  }
  async function book(slot: Slot) {
    const at = `/api/appointments/${opened!.appointmentId}`;
    const held = await save<{ holdId: string }>('POST', `${at}/hold`, slot);
    if (!held.ok) return void setSlots((held.problem['windows'] as readonly Slot[] | undefined) ?? slots);
    const booked = await save<BoardVisit>('POST', `${at}/holds/${held.value.holdId}/confirm`);
    if (!booked.ok) return void setSlots((booked.problem['windows'] as readonly Slot[] | undefined) ?? slots);
    setTold(
      `Booked: ref ${opened!.ref}, ${sayDay(dayAt(Date.parse(slot.window.from), zone))} ${saySpan(slot.window, zone)}.`,
    );
    setOpened(null);
    setSlots(null);
    setCount(count + 1);
  }
  const needs = view.territories.length === 0 ? 'territories' : view.workTypes.length === 0 ? 'work' : null;
  const nameOf = (id: string) => view.technicians.find((technician) => technician.id === id)?.name ?? '';
  return (
    <section className={css.part} aria-labelledby="visit">
      <h1 id="visit">New visit</h1>
      {needs && (
        <Notice tone="plain">
          A visit needs a territory and a work type:{' '}
          <PlaceLink to={() => setupAddress(needs)}>
            add {needs === 'work' ? 'a work type' : 'a territory'} first
          </PlaceLink>
          .
        </Notice>
      )}
      {told && (
        <Notice tone="good">
          {told} <PlaceLink to={boardAddress}>Go to the board</PlaceLink>
        </Notice>
      )}
      {!needs && !opened && (
        <SetupForm
          key={count}
          title="Who, where and what"
          fields={fieldsFor(view)}
          initial={{ territory: view.territories[0]!.name, workType: view.workTypes[0]!.code }}
          submit="Open the visit"
          isBusy={isBusy}
          refused={refused}
          onSubmit={open}
        />
      )}
      {opened && (
        <>
          <h2>Ref {opened.ref} is open. Which time?</h2>
          {refused && <Notice tone="bad">{refused.say}</Notice>}
          {slots?.length === 0 && (
            <Notice tone="plain">
              No time is free: somebody with the skill needs{' '}
              <PlaceLink to={() => setupAddress('shifts')}>shifts</PlaceLink> in that territory. The visit stays open.
            </Notice>
          )}
          <ul className={css.slots} aria-label="Times">
            {slots?.slice(0, MOST_SHOWN).map((slot) => (
              <li key={`${slot.technicianId} ${slot.window.from}`}>
                <Button variant="default" disabled={isBusy} onClick={() => void book(slot)}>
                  {sayDay(dayAt(Date.parse(slot.window.from), zone))} {saySpan(slot.window, zone)},{' '}
                  {nameOf(slot.technicianId)}
                </Button>
              </li>
            ))}
          </ul>
          <div className={css.buttons}>
            <Button variant="default" loading={isBusy} onClick={() => void windowsOf(opened)}>
              Look again
            </Button>
            <Button
              variant="default"
              onClick={() => {
                setOpened(null);
                setRefused(null);
                setCount(count + 1);
              }}
            >
              Leave it open
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

const fieldsFor = (view: ReturnType<typeof useSetup>['view']): readonly Field[] => [
  { name: 'name', label: 'Customer', path: 'customer.name', isNeeded: true },
  { name: 'phone', label: 'Phone', kind: 'tel', path: 'customer.phone', isNeeded: true },
  {
    name: 'email',
    label: 'Email',
    kind: 'email',
    path: 'customer.email',
    hint: 'for news that no text can bring; may be left empty',
  },
  { name: 'street', label: 'Street', path: 'address.street', isNeeded: true },
  { name: 'city', label: 'City', path: 'address.city', isNeeded: true },
  { name: 'region', label: 'State', path: 'address.region', hint: 'such as FL; empty: not known' },
  { name: 'lat', label: 'Latitude', kind: 'number', path: 'address.lat', hint: 'empty: the address is looked up' },
  { name: 'lng', label: 'Longitude', kind: 'number', path: 'address.lng' },
  {
    name: 'territory',
    label: 'Territory',
    kind: 'select',
    path: 'address.territory',
    data: view.territories.map(({ name }) => ({ value: name, label: name })),
  },
  {
    name: 'workType',
    label: 'Work',
    kind: 'select',
    data: view.workTypes.map(({ code, name }) => ({ value: code, label: name })),
  },
  { name: 'notes', label: 'Notes', kind: 'area' },
  { name: 'invite', label: 'Text the customer a link to choose a time', kind: 'check' },
];

function bodyOf(values: Values) {
  const [lat, lng] = [numberOf(values['lat']), numberOf(values['lng'])];
  return {
    customer: {
      name: values['name'] ?? '',
      phone: readPhoneNumber(values['phone'] ?? '') ?? values['phone'] ?? '',
      ...(values['email']?.trim() ? { email: values['email'].trim() } : {}),
    },
    address: {
      street: values['street'] ?? '',
      city: values['city'] ?? '',
      ...(lat === null ? {} : { lat }),
      ...(lng === null ? {} : { lng }),
      ...(values['region']?.trim() ? { region: values['region'].trim().toUpperCase() } : {}),
      territory: values['territory'],
    },
    workType: values['workType'],
    notes: values['notes'] ?? '',
    invite: values['invite'] === 'yes',
  };
}
