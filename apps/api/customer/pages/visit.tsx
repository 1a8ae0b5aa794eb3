import type { EarlierOffer } from '#flows/messages/earlier-offer';
import { canBeWantedAgain } from '#flows/commands/want-again';
import { ConsentForm } from '#apps/api/customer/consent-form';
import type { Page } from '#apps/api/customer/page';
import { Cancel, ForTheVisit, Survey, WrongPerson } from '#apps/api/customer/parts/closing';
import { Earlier, Waiting } from '#apps/api/customer/parts/earlier';
import { HeldChoices } from '#apps/api/customer/parts/held-choices';
import { type Menus, Others } from '#apps/api/customer/parts/others';
import { TalkToAPerson } from '#apps/api/customer/parts/person';
import { Said } from '#apps/api/customer/parts/said';
import { Sketch } from '#apps/api/customer/parts/sketch';
import { Time } from '#apps/api/customer/parts/time';
import { Who } from '#apps/api/customer/parts/who';
import { Why } from '#apps/api/customer/parts/why';
import { documentOf } from '#apps/api/customer/pages/document';
import type { Seen } from '#apps/api/customer/seen';

export type Shown = {
  readonly menus: Menus;
  /** An earlier time he is being asked about. */
  readonly earlier: EarlierOffer | null;
  /** Whether he waits for one; null when nobody can come sooner any more. */
  readonly waits: boolean | null;
  readonly seen: Seen;
  /** What came of what he has just pressed. */
  readonly said: string | null;
};

/** The visit as it is. In this order: when, why, what can be done, who comes, where he is; then what is seldom needed. */
export function visitPage(page: Page, { menus, earlier, waits, seen, said }: Shown): string {
  const { visit, company, desk, language, path, say } = page;
  const isOpen = visit.state === 'confirmed' || visit.state === 'requested';
  const isToCome = visit.state === 'confirmed' && !visit.arrivedAt;
  return documentOf(
    {
      title: say('visit.title'),
      company,
      language,
      path,
      live: { page: 'visit', desk, moves: seen.position !== null },
    },
    <>
      <Said>{said}</Said>
      <Time {...page} seen={seen} />
      <p id="age" class="small" hidden />
      <Why {...page} seen={seen} />
      <div id="survey">{seen.prompt?.kind === 'survey' ? <Survey {...page} /> : null}</div>
      <section class="card" id="do">
        <h2>{say('do.title')}</h2>
        {earlier && visit.window ? <Earlier {...page} earlier={earlier} promptId={seen.prompt?.id ?? null} /> : null}
        {isToCome || visit.state === 'requested' ? (
          <HeldChoices {...page} menu={menus.get(visit.appointmentId) ?? null} promptId={seen.prompt?.id ?? null} />
        ) : null}
        {canBeWantedAgain([visit, ...page.others]) ? (
          <form method="post" action={`${path}/again`}>
            <input type="hidden" name="visit" value={visit.appointmentId} />
            <button>{say('do.again')}</button>
          </form>
        ) : null}
        <TalkToAPerson {...page} seen={seen} />
      </section>
      <div id="who">
        {visit.state === 'cancelled' || visit.state === 'requested' || visit.suspendedAt ? null : (
          <Who {...page} seen={seen} />
        )}
      </div>
      <Sketch {...page} seen={seen} />
      <Others {...page} menus={menus} />
      <div id="note-part">{isToCome ? <ForTheVisit {...page} /> : null}</div>
      <div id="wait-part">{waits === null || earlier ? null : <Waiting {...page} waits={waits} />}</div>
      <div id="closing">
        {isToCome ? <Cancel {...page} /> : null}
        <ConsentForm {...page} />
        {isOpen ? <WrongPerson {...page} /> : null}
      </div>
    </>,
  );
}
