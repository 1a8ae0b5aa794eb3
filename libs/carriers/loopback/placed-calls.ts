import { setImmediate as soon } from 'node:timers/promises';
import { randomBytes } from 'node:crypto';
import { keepTrying } from '#carriers/loopback/keep-trying';
import { type Poster, verdict } from '#carriers/loopback/post-form';
import type { CallFate } from '#carriers/loopback/switches';

/** One call as the carrier's books show it. */
export type LoggedCall = {
  readonly sid: string;
  readonly from: string;
  readonly to: string;
  /** What the voice reads out, in which language. */
  readonly words: string;
  readonly language: string;
  readonly at: Date;
  readonly fate: CallFate;
};

export type PlacedCalls = {
  /** Oldest first; of one phone or of all. */
  all(phone?: string): readonly LoggedCall[];
  get(sid: string): LoggedCall | undefined;
  /** Rings the phone, and reports how it ended. */
  place(call: Omit<LoggedCall, 'sid'>, callback: string | null): LoggedCall;
  onCall(listener: (call: LoggedCall) => void): () => void;
};

type Reporting = { readonly poster: Poster; readonly accountSid: string; readonly signal: AbortSignal };

/** How long a report is tried while our server is away. */
const REPORT_FOR_MS = 2 * 60_000;

/** The calls of this run. They ring and end within a moment: what they said and how they ended is all that counts here. */
export function placedCalls({ poster, accountSid, signal }: Reporting): PlacedCalls {
  const calls = new Map<string, LoggedCall>();
  const listeners = new Set<(call: LoggedCall) => void>();
  return {
    all: (phone) => [...calls.values()].filter(({ to }) => phone === undefined || to === phone),
    get: (sid) => calls.get(sid),
    place(placing, callback) {
      const call = { ...placing, sid: `CA${randomBytes(16).toString('hex')}` };
      calls.set(call.sid, call);
      for (const listener of listeners) listener(call);
      if (callback) void report(call, callback);
      return call;
    },
    onCall(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };

  async function report(call: LoggedCall, callback: string): Promise<void> {
    await soon(); // after the answer, as a rule
    const params = { CallSid: call.sid, AccountSid: accountSid, From: call.from, To: call.to, ...endOf(call) };
    const attempt = async () => verdict(await poster.post(callback, params, call.sid));
    await keepTrying(attempt, { forMs: REPORT_FOR_MS, signal });
  }
}

/** Twilio's words for an end. */
export const endOf = ({ fate }: Pick<LoggedCall, 'fate'>) => ({
  CallStatus: fate === 'answered' || fate === 'machine' ? 'completed' : fate,
  ...(fate === 'answered' ? { AnsweredBy: 'human' } : fate === 'machine' ? { AnsweredBy: 'machine_start' } : {}),
});
