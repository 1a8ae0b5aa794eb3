import { randomUUID } from 'node:crypto';
import { listenTo } from '#live/listen';

/** Whose story a board has open, and whether its dispatcher is writing. */
export type Presence = { readonly name: string; readonly workOrderId: string; readonly isWriting: boolean };

/** The same of one board; `board` names it among all boards of all processes. */
export type Looking = Presence & { readonly board: string };

/** What a process says to the others: what its boards look at, all of it; `asks` wants them to say the same. */
type Said = { readonly from: string; readonly looking: readonly Looking[]; readonly asks: boolean };

/** Said again so often, so that a process that has just come knows it, and one that is gone is forgotten. */
const AGAIN_MS = 15_000;
const FORGOTTEN_MS = 40_000;
/** A note holds 8,000 bytes: of a process with more boards than these the others see so many. */
const MOST = 40;

export type Colleagues = {
  /** What the boards of the other processes look at. */
  others(): readonly Looking[];
  /** Something has changed here: the others are told. */
  say(): void;
  close(): Promise<void>;
};

type Meeting = {
  readonly databaseUrl: string;
  readonly read: <Row>(query: string, parameters?: unknown[]) => Promise<Row[]>;
  /** What the boards of this process look at. */
  readonly ours: () => readonly Looking[];
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
  readonly pace?: { readonly againMs: number; readonly forgottenMs: number };
};

/** Lets the boards of all processes know of each other, by notes in the database; nothing of it is kept there. */
export async function meetColleagues(meeting: Meeting): Promise<Colleagues> {
  const { databaseUrl, read, ours, onChange, onError } = meeting;
  const { againMs, forgottenMs } = meeting.pace ?? { againMs: AGAIN_MS, forgottenMs: FORGOTTEN_MS };
  const me = randomUUID();
  const processes = new Map<string, { readonly looking: readonly Looking[]; readonly at: number }>();

  let isClosed = false;

  const say = (asks = false): void => {
    const said: Said = { from: me, looking: ours().slice(0, MOST), asks };
    read(`SELECT pg_notify('presence', $1)`, [JSON.stringify(said)]).catch((error: unknown) => {
      if (!isClosed) onError(error);
    });
  };
  const hear = (note: string): void => {
    const { from, looking, asks } = JSON.parse(note) as Said;
    if (from === me) return;
    const before = processes.get(from)?.looking ?? [];
    processes.set(from, { looking, at: performance.now() });
    if (JSON.stringify(before) !== JSON.stringify(looking)) onChange();
    if (asks) say();
  };
  const forget = (): void => {
    const gone = [...processes].filter(([, { at }]) => performance.now() - at >= forgottenMs);
    for (const [from] of gone) processes.delete(from);
    if (gone.some(([, { looking }]) => looking.length)) onChange();
  };

  const listening = await listenTo(databaseUrl, 'presence', { onNote: hear, onThere: () => say(true) });
  const timer = setInterval(() => {
    forget();
    say();
  }, againMs);
  return {
    others: () => [...processes.values()].flatMap(({ looking }) => looking),
    say: () => say(),
    async close() {
      isClosed = true;
      clearInterval(timer);
      await listening.close();
    },
  };
}
