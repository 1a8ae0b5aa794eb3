import css from '../setup.module.css';

export function Imports() {
  return (
    <section className={css.part} aria-labelledby="import">
      <h1 id="import">Import lists</h1>
    </section>
  );
}
