import type { BoardVisit, Span } from '#store/views';

/** Whether a visit belongs to the day shown: promised in it or expected in it, as the server reckons it too. */
export const isWithin = ({ window, ticket }: BoardVisit, day: Span): boolean =>
  [window, ticket?.expected ?? null].some((span) => span !== null && touches(span, day));

/** Half-open: what ends as the day begins is not in it. Compared as numbers, ISO strings may differ in precision. */
const touches = (a: Span, b: Span) => Date.parse(a.from) < Date.parse(b.to) && Date.parse(a.to) > Date.parse(b.from);
