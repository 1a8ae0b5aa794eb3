/**
 * Joins lines end to end into closed rings (first node = last node), as the outline of a lake is put together from its
 * shores. Lines that do not close are left out: a clipped extract cuts through outlines.
 */
export function joinRings(lines: readonly (readonly number[])[]): number[][] {
  const rings: number[][] = [];
  const open = new Set(lines.filter((line) => line.length >= 2));
  const byEnd = new Map<number, (readonly number[])[]>();
  for (const line of open)
    for (const end of [line[0]!, line.at(-1)!]) byEnd.set(end, [...(byEnd.get(end) ?? []), line]);

  for (const start of open) {
    open.delete(start);
    const ring = [...start];
    while (ring[0] !== ring.at(-1)) {
      const end = ring.at(-1)!;
      const next = byEnd.get(end)?.find((line) => open.has(line));
      if (!next) break;
      open.delete(next);
      ring.push(...(next[0] === end ? next.slice(1) : next.slice(0, -1).reverse()));
    }
    if (ring.length >= 4 && ring[0] === ring.at(-1)) rings.push(ring);
  }
  return rings;
}
