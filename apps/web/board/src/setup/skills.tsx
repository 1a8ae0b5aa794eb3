import { PlaceLink } from '../live/place-link';
import { setupAddress } from './asked';
import { SetupTable } from './setup-table';
import { useSetup } from './use-setup';
import css from './setup.module.css';

/** Who can do what: skills stand with technicians and with work types, and nowhere else. */
export function Skills() {
  const { view } = useSetup();
  return (
    <section className={css.part} aria-labelledby="skills">
      <h1 id="skills">Skills</h1>
      <p>
        A skill is there once a <PlaceLink to={() => setupAddress('technicians')}>technician</PlaceLink> has it or a{' '}
        <PlaceLink to={() => setupAddress('work')}>work type</PlaceLink> needs it.
      </p>
      {view.skills.length === 0 && <p>There are none yet.</p>}
      {view.skills.length > 0 && (
        <SetupTable
          heads={['Skill', 'Technicians who have it', 'Work that needs it']}
          rows={view.skills.map(({ name, technicians, workTypes }) => ({
            key: name,
            name: <bdi>{name}</bdi>,
            cells: [
              <bdi className={technicians.length ? undefined : css.wrong}>
                {technicians.join(', ') || (workTypes.length ? 'nobody: such work cannot be booked' : 'nobody')}
              </bdi>,
              <bdi>{workTypes.join(', ') || 'none'}</bdi>,
            ],
          }))}
        />
      )}
    </section>
  );
}
