import { writeMoment } from '#time/write';
import type { EarlierOffer } from '#flows/messages/earlier-offer';
import { dated, type Page } from '#apps/api/customer/page';
import { Unbroken } from '#apps/api/customer/parts/unbroken';

/** A gap has opened: he takes it or keeps what he has, and doing nothing keeps it, too. */
export function Earlier(props: Page & { earlier: EarlierOffer; promptId: string | null }) {
  const { visit, path, earlier, now, language, say, promptId } = props;
  const { zone } = visit.place;
  const when = dated(visit.window!, zone, props);
  return (
    <>
      <h3>{say('earlier.title')}</h3>
      <p class="small">
        <Unbroken>
          {say(earlier.isHeld ? 'earlier.held' : 'earlier.first', {
            time: writeMoment(earlier.by, now, zone, language),
            when,
          })}
        </Unbroken>
      </p>
      <form method="post" action={`${path}/choose`} class="choices">
        <input type="hidden" name="visit" value={visit.appointmentId} />
        {promptId ? <input type="hidden" name="prompt" value={promptId} /> : null}
        <button name="digit" value={digitFor(earlier, 'take-earlier')}>
          <Unbroken>{dated(earlier.window, zone, props)}</Unbroken>
          <span class="small"> {earlier.technician.first}</span>
        </button>
        <button class="quiet" name="digit" value={digitFor(earlier, 'keep')}>
          <Unbroken>{say('earlier.keep', { when })}</Unbroken>
        </button>
      </form>
    </>
  );
}

const digitFor = ({ digits }: EarlierOffer, does: string) =>
  Object.entries(digits).find(([, meaning]) => meaning.does === does)?.[0] ?? '';

/** He is told when an earlier time opens, or no longer. */
export const Waiting = ({ visit, path, waits, say }: Page & { waits: boolean }) => (
  <section class="card">
    <h2>{say(waits ? 'wait.waits' : 'wait.ask')}</h2>
    <p class="small">{say('wait.how')}</p>
    <form method="post" action={`${path}/wait`}>
      <input type="hidden" name="visit" value={visit.appointmentId} />
      <button class="quiet" name="wants" value={waits ? 'no' : 'yes'}>
        {say(waits ? 'wait.no' : 'wait.yes')}
      </button>
    </form>
  </section>
);
