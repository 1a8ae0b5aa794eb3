import type { Story } from '#store/views';
import { PromiseLine } from './promise-line';
import css from './story.module.css';

/** The ledger: what is open, and what was broken, at first sight; what was kept or replaced is one click away. */
export function Promises({ story: { promises, visit } }: { story: Story }) {
  if (promises.length === 0) return null;
  const pressing = promises.filter(({ state }) => state === 'open' || state === 'broken');
  const settled = promises.filter(({ state }) => state === 'kept' || state === 'replaced');
  return (
    <section className={css.section} aria-label="Promises">
      <h3>Promises</h3>
      <ul className={css.promises}>
        {pressing.map((promise) => (
          <PromiseLine key={promise.id} promise={promise} zone={visit.zone} />
        ))}
      </ul>
      {settled.length > 0 && (
        <details className={css.settled}>
          <summary>{settled.length} kept or replaced</summary>
          <ul className={css.promises}>
            {settled.map((promise) => (
              <PromiseLine key={promise.id} promise={promise} zone={visit.zone} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
