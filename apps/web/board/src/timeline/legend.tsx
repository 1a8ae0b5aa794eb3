import css from './timeline.module.css';

/** What the marks mean and which keys there are; small, because it is read once. */
export const Legend = () => (
  <footer className={css.legend}>
    <span>
      <i className={css.keyWindow} /> promised window
    </span>
    <span>
      <i className={css.keyDrift} /> expected instead
    </span>
    <span>
      <i className={css.keyDrive} /> drive
    </span>
    <span>
      <i className={css.keyBreak} /> break
    </span>
    <span>
      <i className={css.keyRisk} /> at risk
    </span>
    <span>
      <i className={css.keyNow} /> now
    </span>
    <span className={css.keys}>
      <kbd>J</kbd> <kbd>K</kbd> alerts · arrows visits · <kbd>M</kbd> move · <kbd>/</kbd> search · <kbd>?</kbd> all keys
    </span>
  </footer>
);
