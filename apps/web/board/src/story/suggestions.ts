import type { Story } from '#store/views';
import { dayAt, sayDay } from '../time/day';
import { sayTime, saySpan } from '../time/say-time';

/** Answers made of what is so at this moment, in the customer's language; they are read and changed before they go. */
export function suggestedReplies({ visit, customer, promises }: Story): readonly string[] {
  const { window, eta, ticket, zone, state } = visit;
  const isSpanish = customer.language === 'es';
  const who = ticket?.technician.split(' ')[0] ?? null;
  const found: string[] = [];
  const plain = (text: string) => text.replaceAll('–', '-').replaceAll(' am', 'am').replaceAll(' pm', 'pm');
  // The day is always said: a time without one is heard as today's. In Spanish in digits, which need no accents.
  const on = (t: string) => {
    const day = dayAt(Date.parse(t), zone);
    return isSpanish ? `el ${Number(day.slice(5, 7))}/${Number(day.slice(8))}` : sayDay(day);
  };
  if (state === 'confirmed' && eta && who) {
    const about = sayTime(eta.p50, zone);
    const range = saySpan({ from: eta.p10, to: eta.p90 }, zone);
    found.push(
      isSpanish
        ? `${who} llega ${on(eta.p50)} a eso de las ${about} (entre ${range}).`
        : `${who} is expected ${on(eta.p50)} about ${about} (between ${range}).`,
    );
  }
  if (state === 'confirmed' && window)
    found.push(
      isSpanish
        ? `Su cita sigue en pie: ${on(window.from)}, ${saySpan(window, zone)}${who ? ` con ${who}` : ''}.`
        : `Your visit stands: ${on(window.from)}, ${saySpan(window, zone)}${who ? ` with ${who}` : ''}.`,
    );
  const call = promises.find(({ kind, state: is }) => kind === 'call-back' && is === 'open');
  if (call)
    found.push(
      isSpanish
        ? `Le llamamos ${on(call.deadline)} antes de las ${sayTime(call.deadline, zone)}.`
        : `A person calls you ${on(call.deadline)} by ${sayTime(call.deadline, zone)}.`,
    );
  return found.map(plain);
}
