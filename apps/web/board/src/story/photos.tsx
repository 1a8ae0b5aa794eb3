import type { Story } from '#store/views';
import { sayTime } from '../time/say-time';
import css from './story.module.css';

/** What technicians photographed at this customer's, smallest first look; each opens whole in a tab of its own. */
export function Photos({ story: { photos, visit } }: { readonly story: Story }) {
  if (photos.length === 0) return null;
  return (
    <section className={css.section} aria-label="Photos">
      <h3>Photos</h3>
      <ul className={css.photos}>
        {photos.map(({ id, at, technician }) => {
          const says = `${technician}, ${sayTime(at, visit.zone)}`;
          return (
            <li key={id}>
              <a href={`/api/photos/${id}`} target="_blank" rel="noopener noreferrer" title={says}>
                <img src={`/api/photos/${id}`} alt={`Photo by ${says}`} width={96} height={96} loading="lazy" />
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
