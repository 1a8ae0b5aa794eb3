/** Leaves a failing server alone for a while, so that nobody waits for its time-outs. */
export type Circuit = {
  /** Whether to ask now. After the pause one may try; the others wait for how that ends. */
  mayAsk(): boolean;
  succeeded(): void;
  failed(): void;
};

/** Opens after `most` failures in a row; `now` in milliseconds. */
export function circuit({ most, pauseMs, now }: { most: number; pauseMs: number; now: () => number }): Circuit {
  let failures = 0;
  let askAgainAt = 0;
  return {
    mayAsk() {
      if (failures < most) return true;
      if (now() < askAgainAt) return false;
      askAgainAt = now() + pauseMs;
      return true;
    },
    succeeded() {
      failures = 0;
    },
    failed() {
      failures++;
      if (failures >= most) askAgainAt = now() + pauseMs;
    },
  };
}
