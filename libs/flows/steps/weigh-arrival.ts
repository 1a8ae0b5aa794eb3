import { sayRange, sayTime } from '#time/say';
import type { Forecast } from '#eta/arrivals';
import { judge, knowsOfDelay, mayBeTold, news } from '#eta/judgement';
import type { Tx } from '#store/tx';
import type { Visit } from '#store/visit';
import { DOORWARD } from '#flows/doorward';
import { closeAlert, openAlert, retellAlert } from '#flows/steps/alerts';

/** Opens a risk, tells of news about a risk already told, or clears one nobody was told of. */
export async function weighArrival(tx: Tx, visit: Visit, forecast: Forecast): Promise<void> {
  const { window, told, appointmentId, workOrderId } = visit;
  if (!window || visit.state !== 'confirmed' || !forecast.arrival) return;
  // What is not confirmed, or held by another department, is not late: the customer has heard that it may not happen.
  if (visit.suspendedAt || visit.block) return;
  const about = { actor: DOORWARD, workOrderId, appointmentId, technicianId: visit.ticket!.technicianId };
  const eta = forecast.arrival;
  // Somebody who has been told that he is on his way is told the new time; other times are no help any more.
  const verdict = told && visit.ticket!.state === 'en_route' ? news(told, eta) : judge(window, told, eta);
  const said = sayTime(eta.p50, visit.place.zone);
  const risk = {
    kind: 'at-risk',
    subject: appointmentId,
    says: `${visit.customer.name}: expected about ${said} (${sayRange({ from: eta.p10, to: eta.p90 }, visit.place.zone)}), promised until ${sayTime(window.to, visit.place.zone)}`,
  } as const;
  if (verdict === 'late' && !visit.atRiskAt) {
    await tx.sql('UPDATE appointment SET at_risk_at = $2 WHERE id = $1', [appointmentId, tx.now]);
    tx.record({
      ...about,
      type: 'visit.at-risk',
      reason: `expected ${said}, after the window (${eta.basis})`,
      data: { p50: eta.p50 },
    });
    await openAlert(tx, {
      ...risk,
      workOrderId,
      technicianId: visit.ticket!.technicianId,
      dueAt: window.to,
    });
  }
  if (verdict !== 'late' && visit.atRiskAt && !knowsOfDelay(window, told)) {
    await tx.sql('UPDATE appointment SET at_risk_at = NULL WHERE id = $1', [appointmentId]);
    tx.record({
      ...about,
      type: 'visit.safe',
      reason: `expected ${said} again, within the window`,
      data: { p50: eta.p50 },
    });
    await closeAlert(tx, 'at-risk', appointmentId, 'the visit is back within its window');
  }
  if (verdict === 'slipped' || verdict === 'better') {
    if (visit.atRiskAt) await retellAlert(tx, risk);
    await tellNews(tx, visit, eta.p50, verdict, said);
  }
}

/** When news that rests after the last text may leave. */
export const nextTelling = ({ told, state, suspendedAt, block }: Visit, { arrival }: Forecast): Date | null =>
  told && arrival && state === 'confirmed' && !suspendedAt && !block ? mayBeTold(told, arrival) : null;

/** One text for each told arrival that no longer holds; while it waits to be sent, further moves ride along in it. */
async function tellNews(tx: Tx, visit: Visit, p50: Date, verdict: 'slipped' | 'better', said: string): Promise<void> {
  const key = `news:${visit.appointmentId}:${visit.told!.at.toISOString()}`;
  const [waiting] = await tx.sql('SELECT 1 FROM message WHERE key = $1', [key]);
  if (waiting) return;
  const { appointmentId, workOrderId } = visit;
  tx.record({
    type: verdict === 'slipped' ? 'visit.slipped' : 'visit.better',
    actor: DOORWARD,
    reason: `now expected ${said}, told ${sayTime(visit.told!.p50, visit.place.zone)}`,
    workOrderId,
    appointmentId,
    technicianId: visit.ticket!.technicianId,
    data: { p50 },
  });
  tx.say({
    key,
    kind: 'news',
    phone: visit.customer.phone,
    workOrderId,
    appointmentId,
    claims: { revision: visit.revision },
    facts: { before: { p10: visit.told!.p10, p50: visit.told!.p50, p90: visit.told!.p90 } },
    urgency: visit.window!.to,
    usefulUntil: p50,
  });
}
