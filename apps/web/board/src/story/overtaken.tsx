import type { BoardVisit } from '#store/views';
import { Notice } from '../look/notice';
import { barLook } from '../timeline/bar-look';
import { saySpan } from '../time/say-time';
import type { Refusal } from '../wire/ask';

/** A refusal in the server's words; when somebody else was quicker, with what is true now. */
export const Overtaken = ({ refused }: { refused: Refusal }) => (
  <Notice tone="bad">
    {refused.say}
    {visitsIn(refused).map((now) => (
      <NowSo key={now.appointmentId} now={now} />
    ))}
  </Notice>
);

const NowSo = ({ now }: { now: BoardVisit }) => (
  <>
    {' '}
    <b>
      <bdi>{now.customer}</bdi> now: <bdi>{now.ticket?.technician ?? 'nobody has it'}</bdi>
      {now.ticket && `, ${barLook(now).words}`}
      {now.window && `, promised ${saySpan(now.window, now.zone)}`}.
    </b>
  </>
);

/** The visits as they are, which come with a refusal. */
export function visitsIn({ status, problem }: Refusal): readonly BoardVisit[] {
  const { visits, current } = problem as { visits?: unknown; current?: unknown };
  const told: readonly unknown[] = Array.isArray(visits) ? visits : [current];
  return status === 409 ? told.filter(isVisit) : [];
}

const isVisit = (told: unknown): told is BoardVisit =>
  typeof told === 'object' && told !== null && 'appointmentId' in told;
