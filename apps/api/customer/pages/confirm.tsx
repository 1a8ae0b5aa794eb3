import { minutesBetween } from '#time/minutes';
import { writeMoment } from '#time/write';
import type { Window } from '#time/window';
import { splitStreet } from '#visits/house-number';
import type { Visit } from '#store/visit';
import { firstName } from '#flows/said';
import { dated, type Page, promised, workOf, workFirst } from '#apps/api/customer/page';
import { Said } from '#apps/api/customer/parts/said';
import { Unbroken } from '#apps/api/customer/parts/unbroken';
import { documentOf } from '#apps/api/customer/pages/document';

/** What is held while somebody decides, and for which visit. */
export type HeldSeen = {
  readonly id: string;
  readonly visit: Visit;
  readonly window: Window;
  /** Null for a time that is not held. */
  readonly until: Date | null;
  readonly technician: string;
};

/** One last look before a promise is made: all that is held, in the order in which it will be done. */
export function confirmPage(page: Page, holds: readonly HeldSeen[]): string {
  const { path, company, desk, now, language, say } = page;
  const last = holds.at(-1)!;
  const { zone } = last.visit.place;
  const isOne = holds.length === 1;
  return documentOf(
    { title: say('confirm.title'), company, language, path, live: { page: 'confirm', desk, moves: false } },
    <>
      <Said />
      <section class="card" id="held">
        {holds.map((hold) => (
          <Held {...page} hold={hold} isOne={isOne} />
        ))}
        <p>
          {last.until
            ? say(isOne ? 'confirm.held' : 'confirm.held-both', { time: writeMoment(last.until, now, zone, language) })
            : say('confirm.not-held')}
        </p>
        <form method="post" action={`${path}/confirm`}>
          <input type="hidden" name="holdId" value={last.id} />
          <input type="hidden" name="revision" value={last.visit.revision} />
          <label for="note">{say('note.optional')}</label>
          <textarea id="note" name="note" rows={2} maxLength={300} dir="auto" />
          <button>{say(isOne ? 'confirm.yes' : 'confirm.yes-both')}</button>
        </form>
        {holds.map(({ visit }) => (
          <p>
            <a href={`${path}/times?visit=${visit.appointmentId}`}>
              {isOne
                ? say('confirm.other')
                : say('times.other-for', { work: workOf({ visit, language }).toLocaleLowerCase(language) })}
            </a>
          </p>
        ))}
      </section>
      <p id="age" class="small" hidden />
    </>,
  );
}

function Held({ hold, isOne, ...page }: Page & { hold: HeldSeen; isOne: boolean }) {
  const { language, say } = page;
  const { visit, window, technician } = hold;
  const { zone, street } = visit.place;
  const Head = isOne ? 'h1' : 'h2';
  const who = firstName(technician);
  return (
    <>
      <p class="small">
        {say('visit.line', { work: workOf({ visit, language }), street: splitStreet(street).street })}
      </p>
      <Head>
        <Unbroken>{promised(window, zone, page)}</Unbroken>
      </Head>
      <p>
        {say(isHour(window) ? 'confirm.hour' : 'confirm.time', { who })}{' '}
        {visit.needs ? say('confirm.after', { work: workFirst(visit.needs, language) }) : null}{' '}
        {visit.state === 'confirmed' && visit.window ? (
          <Unbroken>{say('confirm.instead', { promised: dated(visit.window, zone, page) })}</Unbroken>
        ) : null}
      </p>
    </>
  );
}

const isHour = ({ from, to }: Window) => minutesBetween(from, to) === 60;
