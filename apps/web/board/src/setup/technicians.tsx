import type { SetupTechnician, SetupView } from '#store/setup-views';
import { PlaceLink } from '../live/place-link';
import { Notice } from '../look/notice';
import { setupAddress } from './asked';
import { Records } from './records';
import { type Field, numberOf, type Values } from './setup-form';
import { useSetup } from './use-setup';

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
  { name: 'street', label: 'Home: street', path: 'home', hint: 'where the day begins; it is looked up' },
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
  const { view } = useSetup();
  const { territories } = view;
  const territoryOf = (id: string) => territories.find((territory) => territory.id === id)?.name ?? '';
  return (
    <Records
      title="Technicians"
      one="technician"
      path="/api/setup/technicians"
      items={view.technicians}
      idOf={({ id }) => id}
      columns={[
        ['Phone', ({ phone }) => phone],
        ['Skills', ({ skills }) => <bdi>{skills.join(', ') || 'none'}</bdi>],
        ['Territory', ({ territoryId }) => <bdi>{territoryOf(territoryId)}</bdi>],
        ['Home', ({ lat, lng }) => `${lat.toFixed(4)}, ${lng.toFixed(4)}`],
        [
          'Shifts to come',
          ({ id, shifts }) => (
            <PlaceLink to={() => setupAddress('shifts', id)}>{shifts ? `${shifts} shifts` : 'none yet'}</PlaceLink>
          ),
        ],
      ]}
      isOff={({ active }) => !active}
      needs={
        territories.length === 0 && (
          <Notice tone="plain">
            Technicians work in a territory: <PlaceLink to={() => setupAddress('territories')}>add one first</PlaceLink>
            .
          </Notice>
        )
      }
      fieldsOf={() => fieldsFor(view)}
      valuesOf={(technician) =>
        technician ? valuesOf(technician) : { territoryId: territories[0]!.id, active: 'yes' }
      }
      bodyOf={bodyOf}
      tells={(_, isNew) => (isNew ? ' Shifts are next.' : '')}
    />
  );
}
