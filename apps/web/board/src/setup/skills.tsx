import { PlaceLink } from '../live/place-link';
import { setupAddress } from './asked';
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
        <div className={css.scroll}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">Skill</th>
                <th scope="col">Technicians who have it</th>
                <th scope="col">Work that needs it</th>
              </tr>
            </thead>
            <tbody>
              {view.skills.map(({ name, technicians, workTypes }) => (
                <tr key={name}>
                  <th scope="row">
                    <bdi>{name}</bdi>
                  </th>
                  <td className={technicians.length ? undefined : css.wrong}>
                    <bdi>
                      {technicians.join(', ') || (workTypes.length ? 'nobody: such work cannot be booked' : 'nobody')}
                    </bdi>
                  </td>
                  <td>
                    <bdi>{workTypes.join(', ') || 'none'}</bdi>
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
