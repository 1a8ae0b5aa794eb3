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

type Point = readonly [lng: number, lat: number];

/**
 * Sorts outlines into areas: each an outer one with the holes in it. What lies in an odd number of others is a hole; an
 * island in a lake on an island is an area again. `at` gives the place of a node.
 */
export function nestRings(rings: readonly (readonly number[])[], at: (node: number) => Point): (readonly number[])[][] {
  const outlines = rings.map((ring) => {
    const points = ring.map(at);
    return { ring, points, size: Math.abs(signedArea(points)) };
  });
  outlines.sort((a, b) => b.size - a.size);
  const areas: { outer: (typeof outlines)[number]; rings: (readonly number[])[] }[] = [];
  for (const [i, one] of outlines.entries()) {
    const around = outlines.slice(0, i).filter((other) => isInside(one.points[0]!, other.points));
    const owner = around.length % 2 === 1 ? areas.findLast(({ outer }) => around.includes(outer)) : undefined;
    if (owner) owner.rings.push(one.ring);
    else areas.push({ outer: one, rings: [one.ring] });
  }
  return areas.map((area) => area.rings);
}

function signedArea(points: readonly Point[]): number {
  let sum = 0;
  for (let i = 0; i + 1 < points.length; i++)
    sum += points[i]![0] * points[i + 1]![1] - points[i + 1]![0] * points[i]![1];
  return sum / 2;
}

/** Whether a ray from the point to the east crosses the outline an odd number of times. */
function isInside([x, y]: Point, outline: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0; i + 1 < outline.length; i++) {
    const [[ax, ay], [bx, by]] = [outline[i]!, outline[i + 1]!];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}
