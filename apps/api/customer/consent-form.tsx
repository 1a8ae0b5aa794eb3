import type { Visit } from '#store/visit';

type Texts = {
  readonly visit: Pick<Visit, 'customer'>;
  readonly path: string;
  /** Whether his number gets texts now. */
  readonly texts: boolean;
};

const WORDS = {
  en: {
    title: 'Texts',
    on: 'Your number gets texts about this visit.',
    off: 'Your number gets no texts. The visit stands; a person phones you if it changes.',
    stop: 'Stop texts to this number',
    again: 'Get texts again',
  },
  es: {
    title: 'Mensajes de texto',
    on: 'Su número recibe mensajes sobre esta visita.',
    off: 'Su número no recibe mensajes. La visita sigue en pie; si cambia, le llama una persona.',
    stop: 'No enviar más mensajes a este número',
    again: 'Recibir mensajes de nuevo',
  },
} as const;

/** Turns the texts to the customer's number off, and on again. Only pressing it does anything: links are opened by machines, too. */
export function ConsentForm({ visit, path, texts }: Texts) {
  const say = WORDS[visit.customer.language];
  return (
    <section class="card" id="texts">
      <h2>{say.title}</h2>
      <p class="small">{texts ? say.on : say.off}</p>
      <form method="post" action={`${path}/texts`}>
        <input type="hidden" name="wants" value={texts ? 'no' : 'yes'} />
        <button class="quiet">{texts ? say.stop : say.again}</button>
      </form>
    </section>
  );
}
