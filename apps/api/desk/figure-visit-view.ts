import type { FigureVisit } from '#eta/figure-visits';
import type { Quantiles } from '#eta/spread';
import type { FigureVisitView, ToldEta } from '#store/views';
import { span } from '#apps/api/desk/wire';

/** A visit behind a figure as it goes over the wire. */
export function figureVisitView({ visit, predicted, isGood, verdict }: FigureVisit): FigureVisitView {
  const { record, first, lastTold } = visit;
  const { appointmentId, workOrderId, ref, customer, technician, work, zone, arrivedAt } = record;
  const last = record.windows.at(-1)!.window;
  return {
    appointmentId,
    workOrderId,
    ref,
    customer,
    technician,
    work,
    zone,
    promised: span(first),
    movedTo: +last.from === +first.from && +last.to === +first.to ? null : span(last),
    told: lastTold && quantiles(lastTold),
    predicted: predicted && quantiles(predicted),
    arrivedAt: arrivedAt?.toISOString() ?? null,
    isGood,
    verdict,
  };
}

const quantiles = ({ p10, p50, p90 }: Quantiles): ToldEta => ({
  p10: p10.toISOString(),
  p50: p50.toISOString(),
  p90: p90.toISOString(),
});
