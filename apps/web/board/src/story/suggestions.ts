import type { Story } from '#store/views';
import { sayTime, saySpan } from '../time/say-time';

/** Answers made of what is so at this moment, in the customer's language; they are read and changed before they go. */
export function suggestedReplies({ visit, customer, promises }: Story): readonly string[] {
  const { window, eta, ticket, zone, state } = visit;
  const isSpanish = customer.language === 'es';
  const who = ticket?.technician.split(' ')[0] ?? null;
  const found: string[] = [];
  const plain = (text: string) => text.replaceAll('–', '-').replaceAll(' am', 'am').replaceAll(' pm', 'pm');
  if (state === 'confirmed' && eta && who) {
    const about = sayTime(eta.p50, zone);
    const range = saySpan({ from: eta.p10, to: eta.p90 }, zone);
    found.push(
      isSpanish
        ? `${who} llega a eso de las ${about} (entre ${range}).`
        : `${who} is expected about ${about} (between ${range}).`,
    );
  }
  if (state === 'confirmed' && window)
    found.push(
      isSpanish
        ? `Su cita sigue en pie: ${saySpan(window, zone)}${who ? ` con ${who}` : ''}.`
        : `Your visit stands: ${saySpan(window, zone)}${who ? ` with ${who}` : ''}.`,
    );
  const call = promises.find(({ kind, state: is }) => kind === 'call-back' && is === 'open');
  if (call)
    found.push(
      isSpanish
        ? `Le llamamos antes de las ${sayTime(call.deadline, zone)}.`
        : `A person calls you by ${sayTime(call.deadline, zone)}.`,
    );
  return found.map(plain);
}
