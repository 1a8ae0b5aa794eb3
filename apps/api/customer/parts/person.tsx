import { writeMoment } from '#time/write';
import { visitCode } from '#visits/reference';
import type { Page } from '#apps/api/customer/page';
import type { Seen } from '#apps/api/customer/seen';

/** A person: who calls him by when, or how he has one call; and the desk's own number. */
export const TalkToAPerson = ({ visit, path, desk, now, language, say, seen }: Page & { seen: Seen }) => (
  <>
    <h3>{say('call.title')}</h3>
    {seen.call ? (
      <p>
        <strong>
          {say('call.promised', {
            agent: seen.call.agent,
            time: writeMoment(seen.call.by, now, visit.place.zone, language),
          })}
        </strong>
      </p>
    ) : null}
    <div class="pair">
      {seen.call ? null : (
        <form method="post" action={`${path}/call-me`}>
          <button class="quiet">{say('call.me')}</button>
        </form>
      )}
      <a class="button quiet" href={`tel:${desk}`}>
        {say('call.us', { desk })}
      </a>
    </div>
    <p class="small">{say('call.code', { code: visitCode(visit.ref) })}</p>
  </>
);
