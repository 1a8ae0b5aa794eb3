import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Place } from '#routes/route';
import { greatCircle } from '#routes/meters';
import { type Cell, type Driven, isDriven, type Travel } from '#travel/travel';

/** Where a driver is tried. */
export type Ground = {
  /** Three places on roads, 1 to 20 km apart, all reachable from each other. */
  readonly places: readonly [Place, Place, Place];
  /** A place with no road near, where the driver knows of such. */
  readonly nowhere?: Place;
  /** A pair of which the way there takes longer than the way back. */
  readonly oneWay?: readonly [from: Place, to: Place];
};
export type OpenedTravel = { readonly travel: Travel; readonly ground: Ground; readonly close: () => Promise<void> };

const ZONE = 'America/New_York';

/** What every driver of roads keeps, whoever answers behind it. */
export function travelContract(open: () => Promise<OpenedTravel>) {
  let travel: Travel;
  let ground: Ground;
  let close: () => Promise<void>;
  beforeAll(async () => ({ travel, ground, close } = await open()));
  afterAll(() => close());

  const matrix = (from: readonly Place[], to: readonly Place[], signal?: AbortSignal) =>
    travel.matrix({ from, to, zone: ZONE, haste: 'live', ...(signal ? { signal } : {}) });
  const one = async (from: Place, to: Place) => drivenOf((await matrix([from], [to]))[0]![0]!);

  it('times are seconds and ways are meters, of a car and not of a walker or a plane', async () => {
    const [a, b] = ground.places;
    const { seconds, meters } = await one(a, b);
    const crow = greatCircle(a, b);
    expect(meters).toBeGreaterThan(crow * 0.95);
    expect(meters).toBeLessThan(crow * 4);
    expect((meters / seconds) * 3.6).toBeGreaterThan(8);
    expect((meters / seconds) * 3.6).toBeLessThan(130);
  });

  it('a row for each start, a column for each end, in the order they were given', async () => {
    const [a, b, c] = ground.places;
    const rows = await matrix([a, b], [c, b, a]);
    expect(rows.map((row) => row.length)).toEqual([3, 3]);
    for (const [i, from] of [a, b].entries())
      for (const [j, to] of [c, b, a].entries()) {
        const [cell, alone] = [drivenOf(rows[i]![j]!), await one(from, to)];
        expect(Math.abs(cell.seconds - alone.seconds)).toBeLessThanOrEqual(1 + alone.seconds * 0.05);
        expect(cell.basis).toBe(alone.basis);
      }
  });

  it('nowhere from and nowhere to is an empty matrix', async () => {
    const [a, b] = ground.places;
    expect([await matrix([], [a]), await matrix([a, b], [])]).toEqual([[], [[], []]]);
  });

  it('a place is no drive from itself', async () => {
    expect((await one(ground.places[0], ground.places[0])).seconds).toBe(0);
  });

  it('there and back are two different ways', async () => {
    if (!ground.oneWay) return;
    const [from, to] = ground.oneWay;
    const [[there]] = (await matrix([from], [to])) as [[Cell]];
    const [[back]] = (await matrix([to], [from])) as [[Cell]];
    expect(drivenOf(there).seconds).toBeGreaterThan(drivenOf(back).seconds * 1.2);
  });

  it('a place without a road is a value in its row and column and spoils no other', async () => {
    const [a, b] = ground.places;
    if (!ground.nowhere) return;
    const rows = await matrix([a, ground.nowhere], [b, ground.nowhere, a]);
    expect(rows.map((row) => row.map((cell) => isDriven(cell)))).toEqual([
      [true, false, true],
      [false, false, false],
    ]);
    expect(rows[1]![0]).toEqual({ unreachable: expect.stringMatching(/^(no-path|no-road-near|outside-coverage)$/) });
  });

  it.each([
    [1, 230],
    [230, 1],
    [60, 70],
  ])('%i × %i is more than one request may hold, and every cell is in its place', async (rows, columns) => {
    const [from, to] = [along(ground.places[0], rows), along(ground.places[1], columns)];
    const cells = await travel.matrix({ from, to, zone: ZONE });
    expect([cells.length, ...new Set(cells.map((row) => row.length))]).toEqual([rows, columns]);
    for (const [i, j] of [
      [0, 0],
      [rows - 1, columns - 1],
      [Math.floor(rows / 2), Math.floor(columns / 3)],
    ] as const) {
      const [cell, [[alone]]] = [cells[i]![j]!, (await matrix([from[i]!], [to[j]!])) as [[Cell]]];
      if (!isDriven(alone)) expect(cell).toEqual(alone);
      else expect(Math.abs(drivenOf(cell).seconds - alone.seconds)).toBeLessThanOrEqual(1 + alone.seconds * 0.05);
    }
  });

  it('whoever has gone away before asking gets his own reason', async () => {
    const [a, b] = ground.places;
    await expect(matrix([a], [b], AbortSignal.abort('gone'))).rejects.toBe('gone');
  });

  it.each([
    [{ lat: Number.NaN, lng: 0 }],
    [{ lat: 91, lng: 0 }],
    [{ lat: 0, lng: -180.5 }],
    [{ lat: 0, lng: Number.POSITIVE_INFINITY }],
  ])('%j is no place, and nobody is asked about it', async (place) => {
    await expect(matrix([ground.places[0]], [place])).rejects.toMatchObject({ why: 'bad-ask' });
    await expect(matrix([place], [ground.places[0]])).rejects.toMatchObject({ why: 'bad-ask' });
  });

  it('an hour that is none is refused', async () => {
    const [a, b] = ground.places;
    await expect(
      travel.matrix({ from: [a], to: [b], zone: ZONE, departAt: new Date(Number.NaN) }),
    ).rejects.toMatchObject({ why: 'bad-ask' });
  });

  describe('where the driver can', () => {
    it('a route has a leg for each drive, with the line from stop to stop', async () => {
      if (!travel.route) return;
      const [a, b, c] = ground.places;
      const legs = await travel.route({ stops: [a, b, c], zone: ZONE });
      expect(legs).toHaveLength(2);
      for (const [i, [from, to]] of (
        [
          [a, b],
          [b, c],
        ] as const
      ).entries()) {
        const { line, ...leg } = legs[i]!;
        expect(Math.abs(leg.seconds - (await one(from, to)).seconds)).toBeLessThanOrEqual(2 + leg.seconds * 0.05);
        expect(greatCircle(line[0]!, from)).toBeLessThan(500);
        expect(greatCircle(line.at(-1)!, to)).toBeLessThan(500);
      }
    });

    it('a route by a place without a road has no path', async () => {
      if (!travel.route || !ground.nowhere) return;
      await expect(travel.route({ stops: [ground.places[0], ground.nowhere], zone: ZONE })).rejects.toMatchObject({
        why: 'no-path',
      });
    });

    it('a place snaps to the road beside it, and to none where there is none', async () => {
      if (!travel.snap) return;
      const [a] = ground.places;
      const snapped = await travel.snap(a);
      expect(greatCircle(snapped!.place, a)).toBeLessThan(500);
      expect(Math.abs(greatCircle(snapped!.place, a) - snapped!.meters)).toBeLessThan(15);
      if (ground.nowhere) expect(await travel.snap(ground.nowhere)).toBeNull();
    });

    it('a trace along a route is laid onto it', async () => {
      if (!travel.match || !travel.route) return;
      const [a, b] = ground.places;
      const [leg] = await travel.route({ stops: [a, b], zone: ZONE });
      const trace = everySixtyMeters(leg!.line).map((place, i) => ({
        place,
        at: new Date(1_790_000_000_000 + i * 5000),
        accuracy: 10,
      }));
      const matched = await travel.match(trace);
      expect(Math.abs(matched.meters - leg!.meters) / leg!.meters).toBeLessThan(0.1);
      expect(greatCircle(matched.line.at(-1)!, leg!.line.at(-1)!)).toBeLessThan(100);
    });
  });
}

function drivenOf(cell: Cell): Driven {
  if (isDriven(cell)) return cell;
  throw new Error(`not reached: ${cell.unreachable}`);
}

/** So many places within some 100 m of one, all different. */
const along = ({ lat, lng }: Place, count: number): Place[] =>
  Array.from({ length: count }, (_, i) => ({ lat: lat + i * 4e-6, lng: lng + (i % 7) * 1e-6 }));

/** The places a phone would tell on the way, one in five seconds. */
function everySixtyMeters(line: readonly Place[]): Place[] {
  return line.flatMap((end, i) => {
    const start = line[i - 1];
    if (!start) return [end];
    const steps = Math.ceil(greatCircle(start, end) / 60);
    const at = (share: number) => ({
      lat: start.lat + (end.lat - start.lat) * share,
      lng: start.lng + (end.lng - start.lng) * share,
    });
    return Array.from({ length: steps }, (_, k) => at((k + 1) / steps));
  });
}
