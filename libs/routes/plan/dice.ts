/** Seeded chance (xorshift32, Marsaglia 2003): the same seed throws the same numbers on every machine. */
export class Dice {
  private state: number;

  constructor(seed: number) {
    // Neighbouring seeds must not begin alike, and a state of 0 would stay 0.
    this.state = (Math.imul(seed, 0x9e3779b1) ^ 0x6d2b79f5) | 0 || 1;
    for (let i = 0; i < 8; i++) this.next();
  }

  /** Above 0, below 1. */
  next(): number {
    let s = this.state;
    s ^= s << 13;
    s ^= s >>> 17;
    s ^= s << 5;
    this.state = s;
    return (s >>> 0) / 4294967296;
  }

  /** A whole number from 0 to `n - 1`. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  shuffle(numbers: Int32Array, count: number): void {
    for (let i = count - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const kept = numbers[i]!;
      numbers[i] = numbers[j]!;
      numbers[j] = kept;
    }
  }
}
