/** Counts wrong tries by caller over a span of time. Kept in memory: a restart forgives, and that is enough here. */
export class TooManyTries {
  private readonly tries = new Map<string, { count: number; until: number }>();

  constructor(
    private readonly most: number,
    private readonly spanMs: number,
  ) {}

  isOver(caller: string): boolean {
    const found = this.tries.get(caller);
    return found !== undefined && found.until > Date.now() && found.count >= this.most;
  }

  count(caller: string): void {
    const now = Date.now();
    const found = this.tries.get(caller);
    if (found && found.until > now) found.count++;
    else this.tries.set(caller, { count: 1, until: now + this.spanMs });
    if (this.tries.size > 10_000) for (const [key, { until }] of this.tries) if (until <= now) this.tries.delete(key);
  }
}
