import type { LostTicket, TechDay } from '#store/views';
import { useCell } from '../cell';
import type { Refusal, Session } from '../day/session';
import { sayTold } from '../saying/ticket';

type Shown = { readonly session: Session; readonly day: TechDay };

/** What came back on his taps, and the jobs taken from him: one banner for a job, however often he had tapped. */
export function ChangedJobs({ session, day: { lost } }: Shown) {
  const refusals = useCell(session.refusals);
  const tooLate = refusals.filter(({ kept }) => kept);
  const ids = [...new Set(tooLate.map(({ operation }) => operation!.assignmentId))];
  return (
    <>
      {refusals
        .filter(({ kept }) => !kept)
        .map((refusal, i) => (
          <section class="banner bad" role="alert" key={refusal.operation?.operationId ?? i}>
            <h2>Not recorded</h2>
            <p>
              {refusal.operation && `You tapped “${sayTold(refusal.operation)}”. `}
              {refusal.say}
            </p>
            <button type="button" onClick={() => session.dismiss(refusal)}>
              OK
            </button>
          </section>
        ))}
      {ids.map((id) => (
        <ToldTooLate
          key={id}
          session={session}
          told={tooLate.filter(({ operation }) => operation!.assignmentId === id)}
          lost={lost.find(({ assignmentId }) => assignmentId === id) ?? null}
        />
      ))}
      {lost
        .filter(({ assignmentId }) => !ids.includes(assignmentId))
        .map(({ assignmentId, ref, street, why }) => (
          <section class="banner bad" key={assignmentId}>
            <h2>
              {ref} {street} was taken from you
            </h2>
            {why && <p>{sentence(why)}</p>}
            <button type="button" onClick={() => session.tap({ assignmentId, act: 'seen' })}>
              OK, seen
            </button>
          </section>
        ))}
    </>
  );
}

type TooLate = { readonly session: Session; readonly told: readonly Refusal[]; readonly lost: LostTicket | null };

/** He went on without signal with a job that was another's by then. */
function ToldTooLate({ session, told, lost }: TooLate) {
  const acts = told.map(({ operation }) => `“${sayTold(operation!)}”`).join(', ');
  // They say the same, and who had a note with one of them that it is kept, too.
  const say = told.map((one) => one.say).reduce((longest, one) => (one.length > longest.length ? one : longest));
  const seen = () => {
    for (const one of told) session.dismiss(one);
    if (lost) session.tap({ assignmentId: lost.assignmentId, act: 'seen' });
  };
  return (
    <section class="banner new" role="alert">
      <h2>Not your job any more{lost ? `: ${lost.ref} ${lost.street}` : ''}</h2>
      <p>
        You tapped {acts}. {say}
      </p>
      <button type="button" onClick={seen}>
        OK, seen
      </button>
    </section>
  );
}

const sentence = (words: string) => `${words[0]!.toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? '' : '.'}`;
