import type { BoardSnapshot, BoardVisit, Span } from '#store/views';
import { stayOf, driftOf } from './stay';

/** From when to when the timeline is drawn, in minutes after the day's first instant, on whole local hours. */
export type DayFrame = { readonly from: number; readonly to: number };

export function frameOf({
  span,
  technicians,
  visits,
}: Pick<BoardSnapshot, 'span' | 'technicians' | 'visits'>): DayFrame {
  const spans = [...technicians.flatMap(({ shifts }) => shifts), ...visits.flatMap(spansOf)];
  return spans.length ? spans.reduce((frame, drawn) => widen(frame, drawn, span), EMPTY) : NOTHING_YET;
}

/** The same frame when the visit fits in, otherwise one that holds it too. It never narrows under the reader's eyes. */
export function frameWith(frame: DayFrame, visit: BoardVisit, span: Span): DayFrame {
  const wide = spansOf(visit).reduce((so, drawn) => widen(so, drawn, span), frame);
  return wide.from === frame.from && wide.to === frame.to ? frame : wide;
}

/** Minutes of an instant after the day's first one. */
export const minuteIn = (span: Span, t: string): number => (Date.parse(t) - Date.parse(span.from)) / 60_000;

const EMPTY: DayFrame = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
const NOTHING_YET: DayFrame = { from: 8 * 60, to: 18 * 60 };

const spansOf = (visit: BoardVisit): Span[] =>
  [stayOf(visit), driftOf(visit), visit.window].filter((span) => span !== null);

function widen(frame: DayFrame, drawn: Span, day: Span): DayFrame {
  const last = minuteIn(day, day.to);
  const from = Math.max(0, Math.floor(minuteIn(day, drawn.from) / 60) * 60);
  const to = Math.min(last, Math.ceil(minuteIn(day, drawn.to) / 60) * 60);
  return { from: Math.min(frame.from, from), to: Math.max(frame.to, to) };
}
