/** Where the nodes of a sorted extract are: 16 bytes for each, found by binary search. */
export class NodePlaces {
  private readonly ids: Float64Array;
  private readonly lats: Int32Array;
  private readonly lngs: Int32Array;
  private used = 0;

  /** `most` nodes can be added. */
  constructor(most: number) {
    this.ids = new Float64Array(most);
    this.lats = new Int32Array(most);
    this.lngs = new Int32Array(most);
  }

  /** Nodes come in the order of their ids. Places in units of 1e-7 degrees. */
  add(id: number, lat: number, lng: number): void {
    this.ids[this.used] = id;
    this.lats[this.used] = lat;
    this.lngs[this.used++] = lng;
  }

  /** The number of a node among the others; -1 when the extract does not have it. */
  find(id: number): number {
    let [low, high] = [0, this.used - 1];
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const there = this.ids[middle]!;
      if (there === id) return middle;
      if (there < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** In degrees. */
  lat(index: number): number {
    return this.lats[index]! / 1e7;
  }

  lng(index: number): number {
    return this.lngs[index]! / 1e7;
  }

  /** West, south, east, north of all nodes in degrees; null without any. */
  bounds(): [number, number, number, number] | null {
    if (this.used === 0) return null;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < this.used; i++) {
      west = Math.min(west, this.lngs[i]!);
      east = Math.max(east, this.lngs[i]!);
      south = Math.min(south, this.lats[i]!);
      north = Math.max(north, this.lats[i]!);
    }
    return [west / 1e7, south / 1e7, east / 1e7, north / 1e7];
  }
}
