import { writeHour, writeMoment } from '#time/write';
import type { Menu } from '#conversation/facts';
import { told } from '#conversation/said';
import { heldness } from '#conversation/texts/menu';
import type { Visit } from '#store/visit';
import { technicianSaid } from '#flows/said';
import { dated, type Page, workFirst } from '#apps/api/customer/page';
import { Unbroken } from '#apps/api/customer/parts/unbroken';
import { isGone } from '#apps/api/customer/parts/why';

export type ChoicesProps = Pick<Page, 'visit' | 'path' | 'now' | 'language' | 'say'> & {
  readonly menu: Menu | null;
  readonly promptId: string | null;
};

/** The times that are held for a visit, the way to keep what he has, and the way to others. */
export function HeldChoices(props: ChoicesProps) {
  const { visit, menu, say } = props;
  return (
    <>
      {menu?.choices.length ? (
        <>
          <h3>{say(headOf(visit, menu))}</h3>
          <p class="small">
            {saysHeld(menu, props)} {menu.keep === null ? null : say('do.nothing-keeps')}
          </p>
          <Buttons {...props} menu={menu} />
        </>
      ) : null}
      <PickLink {...props} />
    </>
  );
}

function Buttons({ visit, path, menu, promptId, language, say }: ChoicesProps & { menu: Menu }) {
  const { zone } = visit.place;
  const isMixed = heldness(menu) === 'some';
  return (
    <form method="post" action={`${path}/choose`} class="choices">
      <input type="hidden" name="visit" value={visit.appointmentId} />
      {promptId ? <input type="hidden" name="prompt" value={promptId} /> : null}
      {menu.choices.map((choice) => (
        <button name="digit" value={choice.digit}>
          <Unbroken>{dated(choice.window, zone, { language, say })}</Unbroken>
          <span class="small">
            {' '}
            {choice.technician.first}
            {choice.isUnheld && isMixed ? `, ${say('do.not-held')}` : ''}
          </span>
        </button>
      ))}
      {menu.keep === null ? null : (
        <button class="quiet" name="digit" value={menu.keep}>
          {visit.ticket
            ? say('do.keep-who', { who: technicianSaid(visit.ticket.technician).first })
            : say('do.keep-this')}
          {visit.atRiskAt && visit.eta ? (
            <span class="small"> {say('do.keep-about', { time: writeHour(told(visit.eta).p50, zone, language) })}</span>
          ) : null}
        </button>
      )}
    </form>
  );
}

/** What the times that are held stand for. */
function headOf({ state, suspendedAt }: Visit, { keep }: Menu) {
  if (suspendedAt) return 'do.these-fit';
  return state === 'requested' || keep === null ? 'do.these-held' : 'do.keep-or-take';
}

function saysHeld(menu: Menu, { visit, now, language, say }: ChoicesProps): string {
  const { zone } = visit.place;
  const held = heldness(menu);
  if (held === 'none') return say('do.none-held');
  return say(held === 'all' ? 'do.held-until' : 'do.some-held-until', {
    time: writeMoment(menu.heldUntil, now, zone, language),
  });
}

/** Where all times that can be kept are looked for. */
export const PickLink = ({ visit, path, language, say }: Pick<Page, 'visit' | 'path' | 'language' | 'say'>) =>
  visit.needs && isGone(visit.needs) ? (
    <p>{say('do.first-choose', { work: workFirst(visit.needs, language) })}</p>
  ) : (
    <p>
      <a class="button quiet" href={`${path}/times?visit=${visit.appointmentId}`}>
        {say(visit.state === 'requested' ? 'do.choose' : 'do.other-time')}
      </a>
    </p>
  );
