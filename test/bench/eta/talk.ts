import { told as toFiveMinutes, toldByMinute } from '#conversation/said';
import { judge, news, type Told } from '#eta/judgement';
import type { Quantiles } from '#eta/spread';
import { plusMinutes } from '#time/minutes';
import type { Window } from '#time/window';

/** A text with an arrival in it. `overdue` goes out because the range told before is over and nobody is there. */
export type Text = {
  readonly at: Date;
  readonly kind: 'on-the-way' | 'late' | 'slipped' | 'better' | 'overdue';
  readonly told: Quantiles;
};

/** What one customer hears about one visit while a predictor speaks for us. */
export type Talk = {
  readonly texts: readonly Text[];
  /** When the range last told is over; null while nothing was told. */
  readonly due: Date | null;
  /** The technician tapped that he is on his way to this customer. */
  setsOut(eta: Quantiles, now: Date): void;
  /** A new prediction, of somebody who is not there yet. Speaks when our policy says so. */
  hears(eta: Quantiles, now: Date): void;
};

/**
 * Our speaking policy, as the product follows it: `judge` decides, times are rounded as they are said, setting out is
 * told to the minute, and the end of a told range with nobody there is news by itself.
 */
export function talkAbout(promised: Window): Talk {
  const texts: Text[] = [];
  let told: Told | null = null;
  let due: Date | null = null;
  let isOnTheWay = false;
  const tell = (kind: Text['kind'], said: Quantiles, now: Date) => {
    texts.push({ at: now, kind, told: said });
    told = { ...said, at: now };
    // A range that is over as it is told gives five minutes' rest all the same.
    due = said.p90 > now ? said.p90 : plusMinutes(now, 5);
  };
  return {
    texts,
    get due() {
      return due;
    },
    setsOut(eta, now) {
      if (isOnTheWay) return;
      isOnTheWay = true;
      tell('on-the-way', toldByMinute(eta), now);
    },
    hears(eta, now) {
      if (due && due <= now) return tell('overdue', toFiveMinutes(eta), now);
      const judged =
        told && isOnTheWay ? news(told, { ...eta, asOf: now }) : judge(promised, told, { ...eta, asOf: now });
      if (judged === 'fine') return;
      tell(judged, toFiveMinutes(eta), now);
    },
  };
}
