import { sayTime } from '#time/say';
import { type AssignmentState, isLive, SAID, sayAct } from '#visits/assignment';
import type { Tx } from '#store/tx';
import { visitOfTicket } from '#store/visit';
import { byTechnician } from '#flows/doorward';
import type { Report } from '#flows/commands/report';
import { openAlert } from '#flows/steps/alerts';

type TooLate = { readonly state: AssignmentState; readonly version: number; readonly kept: string };

/** What he may tell of a job and cannot any more once it was taken from him. */
const TELLS = ['on-my-way', 'arrive', 'start', 'pause', 'done', 'cannot-complete', 'late'] as const;
type Telling = (typeof TELLS)[number];
const isTelling = (act: Report['act']): act is Telling => (TELLS as readonly string[]).includes(act);

/**
 * He told something about a job that was taken from him meanwhile: no customer hears of it, the desk does, and what he
 * told is kept with its time. Null where the job is his, or is nobody's business of his.
 */
export async function keepTooLate(tx: Tx, report: Report, at: Date): Promise<TooLate | null> {
  if (!isTelling(report.act)) return null;
  const [ticket] = await tx.sql<{ state: AssignmentState; version: number; since: Date; technician: string }>(
    `SELECT a.state, a.version, a.since, t.name AS technician FROM assignment a JOIN technician t ON t.id = a.technician_id
     WHERE a.id = $1 AND a.technician_id = $2`,
    [report.assignmentId, report.technicianId],
  );
  if (!ticket || (ticket.state !== 'withdrawn' && ticket.state !== 'expired')) return null;
  const visit = (await visitOfTicket(tx, report.assignmentId))!;
  const [when, since] = [at, ticket.since].map((t) => sayTime(t, visit.place.zone)) as [string, string];
  const told = sayAct(report.act, report.minutes);
  const words = [report.note, report.needs?.part].filter(Boolean).join('. ');
  const now = visit.ticket && isLive(visit.ticket.state) ? visit.ticket : null;
  const became =
    now && now.technicianId !== report.technicianId
      ? `given to ${now.technician} at ${since}`
      : now
        ? `changed by the desk at ${since}`
        : `${visit.state === 'cancelled' ? 'cancelled' : SAID[ticket.state]} at ${since}`;
  const about = { workOrderId: visit.workOrderId, appointmentId: visit.appointmentId };
  tx.record({
    ...about,
    assignmentId: report.assignmentId,
    technicianId: report.technicianId,
    type: 'technician.told-too-late',
    actor: byTechnician(ticket.technician),
    reason: [`${told}, ${when}; the job was ${became}`, words].filter(Boolean).join('. '),
    data: { act: report.act, at, ...(report.note ? { note: report.note } : {}) },
  });
  await openAlert(tx, {
    kind: 'conflict',
    subject: report.assignmentId,
    workOrderId: visit.workOrderId,
    technicianId: report.technicianId,
    says: `${ticket.technician} told “${told}” (${when}) for ${visit.customer.name}, but the job was ${became}`,
  });
  return {
    state: ticket.state,
    version: ticket.version,
    kept: `This job was ${became}. What you told${words ? ', your note with it,' : ''} is kept and the desk sees it. The customer was told nothing.`,
  };
}
