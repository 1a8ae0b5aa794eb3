/** Ids in the shape PostgreSQL makes them (version 7), from a seed. Their order is chance: towns are not booked in the order of the day. */
export function uuids(random: () => number): () => string {
  const hex = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return () => `0195${hex(4)}-${hex(4)}-7${hex(3)}-${'89ab'[Math.floor(random() * 4)]}${hex(3)}-${hex(6)}${hex(6)}`;
}
