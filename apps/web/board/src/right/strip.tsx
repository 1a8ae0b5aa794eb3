import { AIM } from './words';
import css from './right.module.css';

/*
 * The numbers stand beside every drawing; a screen reader gets those.
 */

type Share = { readonly percent: number | null };

/** A share of a hundred. */
export const ShareStrip = ({ percent }: Share) => (
  <svg className={css.strip} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect className={css.track} width="100" height="10" />
    {percent !== null && <rect className={css.amount} width={percent} height="10" />}
  </svg>
);

/** A share of a hundred against the band it should lie in. */
export const AimStrip = ({ percent }: Share) => (
  <svg className={css.strip} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect className={css.track} width="100" height="10" />
    <rect className={css.aim} x={AIM.low} width={AIM.high - AIM.low} height="10" />
    {percent !== null && (
      <rect className={css.mark} x={Math.min(98.4, Math.max(0, percent - 0.8))} width="1.6" height="10" />
    )}
  </svg>
);

/** Minutes from nothing to `most`. */
export const MinutesStrip = ({ minutes, most }: { minutes: number | null; most: number }) => (
  <ShareStrip percent={minutes === null ? null : Math.min(100, (100 * minutes) / most)} />
);

/** Earlier to the left, later to the right, `most` minutes at either end. */
export function SideStrip({ minutes, most }: { minutes: number | null; most: number }) {
  const length = minutes === null ? 0 : Math.min(50, (50 * Math.abs(minutes)) / most);
  return (
    <svg className={css.strip} viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className={css.track} width="100" height="10" />
      {minutes !== null && (
        <rect
          className={minutes > 0 ? css.later : css.amount}
          x={minutes > 0 ? 50 : 50 - length}
          width={length}
          height="10"
        />
      )}
      <rect className={css.middle} x="49.7" width="0.6" height="10" />
    </svg>
  );
}
