import { Button } from '@mantine/core';
import { useState } from 'react';
import type { SetupTechnician, SetupView } from '#store/setup-views';
import { PlaceLink } from '../live/place-link';
import { Notice } from '../look/notice';
import { setupAddress } from './asked';
import { type Field, numberOf, SetupForm, type Values } from './setup-form';
import { useSave } from './use-save';
import { useSetup } from './use-setup';
import css from './setup.module.css';

const fieldsFor = (view: SetupView): readonly Field[] => [
  { name: 'name', label: 'Name', isNeeded: true },
  { name: 'phone', label: 'Phone', kind: 'tel', hint: 'such as +1 555 010 0142', isNeeded: true },
  {
    name: 'skills',
    label: 'Skills',
    hint: `with commas between${view.skills.length ? `; used so far: ${view.skills.map(({ name }) => name).join(', ')}` : ''}`,
  },
  {
    name: 'territoryId',
    label: 'Territory',
    kind: 'select',
    data: view.territories.map(({ id, name }) => ({ value: id, label: name })),
  },
  { name: 'street', label: 'Home: street', path: 'home.street', hint: 'where the day begins; it is looked up' },
  { name: 'city', label: 'Home: city', path: 'home.city' },
  {
    name: 'lat',
    label: 'or latitude',
    kind: 'number',
    path: 'home.lat',
    hint: 'with longitude, instead of the address',
  },
  { name: 'lng', label: 'and longitude', kind: 'number', path: 'home.lng' },
  {
    name: 'active',
    label: 'At work',
    kind: 'check',
    hint: 'Off: nothing is planned for him any more, and his phone is signed out.',
  },
];

const valuesOf = (technician: SetupTechnician): Values => ({
  name: technician.name,
  phone: technician.phone,
  skills: technician.skills.join(', '),
  territoryId: technician.territoryId,
  street: '',
  city: '',
  lat: String(technician.lat),
  lng: String(technician.lng),
  active: technician.active ? 'yes' : '',
});

const bodyOf = (values: Values) => ({
  name: values['name'],
  phone: values['phone'],
  skills: (values['skills'] ?? '')
    .split(',')
    .map((skill) => skill.trim())
    .filter(Boolean),
  territoryId: values['territoryId'],
  // An address that was typed is meant, whatever place stood there before.
  home: values['street']?.trim()
    ? { street: values['street'], city: values['city'] }
    : { lat: numberOf(values['lat']), lng: numberOf(values['lng']) },
  active: values['active'] === 'yes',
});

/** Who is sent to customers. */
export function Technicians() {
  const { view, look } = useSetup();
  const { save, isBusy, refused, setRefused } = useSave();
  const canAdd = view.canChange && view.territories.length > 0;
  const [open, setOpen] = useState<SetupTechnician | 'new' | null>(canAdd && !view.technicians.length ? 'new' : null);
  const [told, setTold] = useState<string | null>(null);
  const show = (which: SetupTechnician | 'new' | null) => {
    setRefused(null);
    setTold(null);
    setOpen(which);
  };
  async function keep(values: Values) {
    const isNew = open === 'new' || !open;
    const answer = await save(
      isNew ? 'POST' : 'PUT',
      isNew ? '/api/setup/technicians' : `/api/setup/technicians/${open.id}`,
      bodyOf(values),
    );
    if (!answer.ok) return;
    await look();
    setOpen(null);
    setTold(`${values['name']} is saved.${isNew ? ' Shifts are next.' : ''}`);
  }
  const territoryOf = (id: string) => view.territories.find((territory) => territory.id === id)?.name ?? '';
  return (
    <section className={css.part} aria-labelledby="technicians">
      <div className={css.head}>
        <h1 id="technicians">Technicians</h1>
        {canAdd && open !== 'new' && <Button onClick={() => show('new')}>Add a technician</Button>}
      </div>
      {view.territories.length === 0 && (
        <Notice tone="plain">
          Technicians work in a territory: <PlaceLink to={() => setupAddress('territories')}>add one first</PlaceLink>.
        </Notice>
      )}
      {told && <Notice tone="good">{told}</Notice>}
      {open && view.canChange && (
        <SetupForm
          key={open === 'new' ? 'new' : open.id}
          title={open === 'new' ? 'A new technician' : open.name}
          fields={fieldsFor(view)}
          initial={open === 'new' ? { territoryId: view.territories[0]!.id, active: 'yes' } : valuesOf(open)}
          submit="Save technician"
          isBusy={isBusy}
          refused={refused}
          onSubmit={keep}
          onLeave={() => show(null)}
        />
      )}
      {view.technicians.length > 0 && (
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Phone</th>
                <th scope="col">Skills</th>
                <th scope="col">Territory</th>
                <th scope="col">Home</th>
                <th scope="col">Shifts to come</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {view.technicians.map((technician) => (
                <tr key={technician.id} data-off={technician.active ? undefined : ''}>
                  <th scope="row">
                    <bdi>{technician.name}</bdi>
                    {!technician.active && ' (not at work)'}
                  </th>
                  <td>{technician.phone}</td>
                  <td>
                    <bdi>{technician.skills.join(', ') || 'none'}</bdi>
                  </td>
                  <td>
                    <bdi>{territoryOf(technician.territoryId)}</bdi>
                  </td>
                  <td>
                    {technician.lat.toFixed(4)}, {technician.lng.toFixed(4)}
                  </td>
                  <td>
                    <PlaceLink to={() => setupAddress('shifts', technician.id)}>
                      {technician.shifts ? `${technician.shifts} shifts` : 'none yet'}
                    </PlaceLink>
                  </td>
                  <td>
                    {view.canChange && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`Change ${technician.name}`}
                        onClick={() => show(technician)}
                      >
                        Change
                      </Button>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
