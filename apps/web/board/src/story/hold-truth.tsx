import type { BoardVisit } from '#store/views';
import { sayTime } from '../time/say-time';
import { useSayDayOf } from '../time/use-say-day-of';

/** Who holds it, why and until when; what it rests on, and whether it still stands. */
export function HoldTruth({ visit: { block, suspended, after, zone, state } }: { visit: BoardVisit }) {
  const sayDayOf = useSayDayOf(zone);
  if (state !== 'confirmed') return null;
  return (
    <>
      {block && (
        <p>
          <b>
            <bdi>{block.owner}</bdi>
          </b>{' '}
          holds it: <bdi>{block.reason}</bdi>.{' '}
          {block.escalatedAt
            ? 'Its time is over: somebody has to decide. The slot is still kept.'
            : `Until ${sayDayOf(block.expiresAt)}${sayTime(block.expiresAt, zone)}, then ${THEN[block.atExpiry]}.`}
        </p>
      )}
      {suspended && (
        <p>Kept, but not confirmed: the {after?.toLowerCase() ?? 'visit'} it rests on does not fit any more.</p>
      )}
      {after && !suspended && <p>Confirmed after the {after.toLowerCase()}.</p>}
    </>
  );
}

const THEN = { lapse: 'the visit goes ahead', escalate: 'a person decides' } as const;
