/** A list of numbers from 0 to 4294967295 that grows without an object for each of them. */
export class GrowingInts {
  private numbers = new Uint32Array(1024);
  private used = 0;

  get length(): number {
    return this.used;
  }

  push(number: number): void {
    if (this.used === this.numbers.length) {
      const larger = new Uint32Array(this.used * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.used++] = number;
  }

  /** 0 beyond the end. */
  at(index: number): number {
    return this.numbers[index] ?? 0;
  }

  /** A view, not a copy. */
  slice(from: number, to: number): Uint32Array {
    return this.numbers.subarray(from, Math.min(to, this.used));
  }
}
