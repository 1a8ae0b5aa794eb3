import type { BoardVisit } from '#store/views';
import { Notice } from '../look/notice';
import { barLook } from '../timeline/bar-look';
import { saySpan } from '../time/say-time';
import type { Refusal } from '../wire/ask';

/** A refusal in the server's words; when somebody else was quicker, with what is true now. */
export function Overtaken({ refused }: { refused: Refusal }) {
  const now = currentOf(refused);
  return (
    <Notice tone="bad">
      {refused.say}
      {now && (
        <>
          {' '}
          <b>
            Now: <bdi>{now.ticket?.technician ?? 'nobody has it'}</bdi>
            {now.ticket && `, ${barLook(now).words}`}
            {now.window && `, promised ${saySpan(now.window, now.zone)}`}.
          </b>
        </>
      )}
    </Notice>
  );
}

/** The visit as it is, which comes with a refusal for a stale version. */
export function currentOf({ status, problem }: Refusal): BoardVisit | null {
  const current = problem['current'];
  return status === 409 && typeof current === 'object' && current !== null && 'appointmentId' in current
    ? (current as BoardVisit)
    : null;
}
