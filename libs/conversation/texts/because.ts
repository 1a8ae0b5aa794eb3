import { sayIn } from '#conversation/catalogue/say-in';
import type { EtaSaid, Listener, VisitSaid } from '#conversation/facts';
import { firstOf, opening, whose } from '#conversation/said';

/** Why he is late, in a sentence, or nothing when there is nothing to say. */
export function because({ reason }: EtaSaid, visit: VisitSaid): string {
  const say = sayIn(visit.language);
  const technician = firstOf(visit.technician, visit);
  switch (reason) {
    case 'job-ran-over':
      return opening(say('delay.ran-over', { whose: whose(technician, visit) }));
    case 'silence':
      return say('delay.silence', { whose: whose(technician, visit) });
    case 'reported':
      return opening(say('delay.reported', { technician }));
    case 'plan':
      return '';
  }
}

/** `you are next`, `1 stop before you`. */
export const place = ({ stopsBefore }: EtaSaid, { language }: Listener): string =>
  sayIn(language)('delay.place', { stops: Math.max(0, stopsBefore) });
