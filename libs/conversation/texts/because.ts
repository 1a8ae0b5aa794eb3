import type { EtaSaid } from '#conversation/facts';

/** Why he is late, in a sentence, or nothing when there is nothing to say. */
export function because({ reason }: EtaSaid, technician: string): string {
  switch (reason) {
    case 'job-ran-over':
      return `${possessive(technician)} earlier job ran over`;
    case 'traffic':
      return 'Traffic';
    case 'silence':
      return `No word yet from ${possessive(technician)} present job`;
    case 'reported':
      return `${technician} reported the delay`;
    case 'plan':
      return '';
  }
}

/** `you are next`, `1 stop before you`. */
export function place({ stopsBefore }: EtaSaid): string {
  if (stopsBefore <= 0) return 'you are next';
  return stopsBefore === 1 ? '1 stop before you' : `${stopsBefore} stops before you`;
}

/** `Maria's`, `Lois'`. */
export const possessive = (name: string) => (/s$/i.test(name) ? `${name}'` : `${name}'s`);
