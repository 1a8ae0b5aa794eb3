/** On the grid of so many minutes, as clocks in every zone of whole quarter hours show it. */
export const snap = (t: number, minutes: number): number => Math.round(t / (minutes * 60_000)) * minutes * 60_000;
