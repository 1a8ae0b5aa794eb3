import type { TechDay } from '#store/views';
import { useCell } from '../cell';
import { canSound, chime } from '../phone/chime';
import { telOf } from '../saying/way';

export function NoJob({ day }: { readonly day: TechDay }) {
  const sound = useCell(canSound);
  return (
    <section class="nothing">
      <h1>{day.tickets.length ? 'No more jobs.' : 'No jobs yet.'}</h1>
      <p>
        {sound
          ? 'You will hear a sound when one comes.'
          : 'You will hear a sound when one comes, once you have touched this page.'}
      </p>
      <button type="button" onClick={() => setTimeout(chime, 100)}>
        Try the sound
      </button>
      <a class="button" href={telOf(day.desk)}>
        Call desk
        <small>{day.desk}</small>
      </a>
    </section>
  );
}
