import type { EntityManager } from 'typeorm';
import { type EventType, isReactedTo } from '#visits/event';
import { mannerOf } from '#conversation/kinds';
import type { TimerKind } from '#store/timer-kind';

/** One thing that happened: who did it and why, and what it is about. */
export type Happening = {
  readonly type: EventType;
  readonly actor: string;
  readonly reason: string;
  readonly workOrderId?: string | null;
  readonly appointmentId?: string | null;
  readonly assignmentId?: string | null;
  readonly technicianId?: string | null;
  readonly data?: Record<string, unknown>;
};

/** Something to say. `key` makes it once and only once; `claims` is what must still be true when it leaves. */
export type Saying = {
  readonly key: string;
  readonly kind: string;
  readonly phone: string;
  readonly workOrderId?: string | null;
  readonly appointmentId?: string | null;
  readonly assignmentId?: string | null;
  readonly facts?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly isReply?: boolean;
  /** For this phone alone. News that is no reply goes to the contacts of the work order as well. */
  readonly isForOne?: boolean;
  /** The sooner, the earlier it is sent among those that wait: as a rule the end of the promised window. */
  readonly urgency?: Date;
  readonly sendAfter?: Date;
  readonly usefulUntil: Date;
};

/** Something to do at `dueAt`. Setting a timer again under the same key moves it. */
export type Waking = { readonly key: string; readonly kind: TimerKind; readonly subject: string; readonly dueAt: Date };

/** What the queue is told after the commit: that there is something of this kind to do, now or after `delayMs`. */
export type Bell = {
  readonly job: 'react' | 'send' | 'answer' | 'timers' | 'legs';
  readonly delayMs: number;
  readonly urgency: number;
};

/**
 * One commit in the making. Rows are written as the work goes on; events, messages and timers are gathered and written
 * with them at its end, so that either all of it happened or nothing.
 */
export class Tx {
  private readonly happenings: Happening[] = [];
  private readonly sayings: Saying[] = [];
  private readonly wakings = new Map<string, Waking>();
  private readonly sleeps = new Set<string>();
  private hasInbound = false;
  private wantsLegs = false;
  private hasPush = false;
  private hasUnsent = false;
  /** Whether nothing in the table falls due before all that this commit wakes. */
  private isNext = false;
  /** What the clock shows and how fast it runs once this commit has succeeded. */
  private after: { shows: Date; rate: number };

  constructor(
    readonly rows: EntityManager,
    /** The one clock's time at the beginning of the commit. */
    readonly now: Date,
    /** How many seconds of the one clock pass in a second; 0 while it stands. */
    rate: number,
  ) {
    this.after = { shows: now, rate };
  }

  /** Runs SQL inside the commit and gives its rows. */
  async sql<Row>(query: string, parameters: unknown[] = []): Promise<Row[]> {
    const result: unknown = await this.rows.query(query, parameters);
    // UPDATE and DELETE come back as [rows, count].
    const isPair =
      Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number';
    return (isPair ? (result as [Row[]])[0] : result) as Row[];
  }

  record(happening: Happening): void {
    this.happenings.push(happening);
  }

  /** What has been recorded in this commit so far. */
  happened(): readonly Happening[] {
    return this.happenings;
  }

  say(saying: Saying): void {
    this.sayings.push(saying);
  }

  wake(waking: Waking): void {
    this.sleeps.delete(waking.key);
    this.wakings.set(waking.key, waking);
  }

  /** Drops the timer of this key, whether it stands in the table or was set in this very commit. */
  sleep(key: string): void {
    this.wakings.delete(key);
    this.sleeps.add(key);
  }

  /** A text has come in and waits for its answer. */
  heard(): void {
    this.hasInbound = true;
  }

  /** A message that was written down before waits for sending again, by whichever way. */
  unsent(): void {
    this.hasUnsent = true;
  }

  /** Driving times are wanted that only the roads know. */
  wanted(): void {
    this.wantsLegs = true;
  }

  /** A phone waits to be woken. */
  pushed(): void {
    this.hasPush = true;
  }

  /** This commit sets the one clock: its bells are hung by the new time. */
  clockSet(after: { shows: Date; rate: number }): void {
    this.after = after;
  }

  /** Writes what was gathered; the bells it returns are rung once the commit has succeeded. */
  async flush(): Promise<Bell[]> {
    if (this.happenings.length) await this.writeHappenings();
    if (this.sayings.length) await this.writeSayings();
    if (this.sleeps.size) await this.sql('DELETE FROM timer WHERE key = ANY($1)', [[...this.sleeps]]);
    if (this.wakings.size) await this.writeWakings();
    return this.bells();
  }

  private async writeHappenings() {
    await this.sql(
      `WITH written AS (
       INSERT INTO timeline (at, type, actor, reason, work_order_id, appointment_id, assignment_id, technician_id, data, reacted_at)
       SELECT $1, h.type, h.actor, h.reason, h."workOrderId", h."appointmentId", h."assignmentId", h."technicianId",
              coalesce(h.data, '{}'), CASE WHEN h.reacts THEN NULL ELSE $1::timestamptz END
       FROM jsonb_to_recordset($2) AS h(type text, actor text, reason text, "workOrderId" uuid, "appointmentId" uuid,
              "assignmentId" uuid, "technicianId" uuid, data jsonb, reacts boolean))
       SELECT pg_notify('timeline', '')`,
      [this.now, JSON.stringify(this.happenings.map((h) => ({ ...h, reacts: isReactedTo(h.type) })))],
    );
  }

  private async writeSayings() {
    const rows = this.sayings.map((s) => ({
      ...s,
      facts: s.facts ?? {},
      claims: s.claims ?? {},
      isReply: s.isReply ?? false,
      rank: mannerOf(s.kind, s.isReply ?? false).rank,
      isForOne: s.isForOne ?? s.isReply ?? false,
      urgency: s.urgency ?? this.now,
      sendAfter: s.sendAfter ?? this.now,
    }));
    await this.sql(
      `WITH said AS (
         SELECT * FROM jsonb_to_recordset($2) AS m(key text, kind text, phone text, "workOrderId" uuid, "appointmentId" uuid,
           "assignmentId" uuid, facts jsonb, claims jsonb, "isReply" boolean, "isForOne" boolean, rank integer, urgency timestamptz,
           "sendAfter" timestamptz, "usefulUntil" timestamptz)
       ), everybody AS (
         SELECT m.*, m.phone AS to FROM said m
         UNION ALL
         SELECT m.*, k.phone FROM said m JOIN contact k ON k.work_order_id = m."workOrderId" AND k.phone <> m.phone
         JOIN work_order w ON w.id = k.work_order_id JOIN customer c ON c.id = w.customer_id AND c.phone = m.phone
         WHERE NOT m."isForOne" AND NOT EXISTS (SELECT 1 FROM wrong_number n WHERE n.phone = k.phone)
       )
       INSERT INTO message (key, kind, phone, work_order_id, appointment_id, assignment_id, facts, claims, is_reply, rank, urgency,
                            send_after, useful_until, state, created_at)
       SELECT CASE WHEN m.to = m.phone THEN m.key ELSE m.key || '>' || m.to END, m.kind, m.to, m."workOrderId", m."appointmentId",
              m."assignmentId", m.facts, m.claims, m."isReply", m.rank, m.urgency, m."sendAfter", m."usefulUntil", 'pending', $1
       FROM everybody m
       ON CONFLICT (key) DO NOTHING`,
      [this.now, JSON.stringify(rows)],
    );
  }

  private async writeWakings() {
    const [row] = await this.sql<{ isNext: boolean }>(
      `WITH woken AS (
         SELECT * FROM jsonb_to_recordset($1) AS w(key text, kind text, subject uuid, "dueAt" timestamptz)
       ), written AS (
         INSERT INTO timer (key, kind, subject, due_at) SELECT key, kind, subject, "dueAt" FROM woken
         ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, subject = excluded.subject, due_at = excluded.due_at
       )
       SELECT NOT EXISTS (SELECT 1 FROM timer t WHERE t.due_at < (SELECT min("dueAt") FROM woken)
         AND t.key NOT IN (SELECT key FROM woken)) AS "isNext"`,
      [JSON.stringify([...this.wakings.values()])],
    );
    this.isNext = row!.isNext;
  }

  private bells(): Bell[] {
    const bells: Bell[] = [];
    if (this.happenings.some((h) => isReactedTo(h.type))) bells.push({ job: 'react', delayMs: 0, urgency: 0 });
    if (this.wantsLegs) bells.push({ job: 'legs', delayMs: 0, urgency: 0 });
    if (this.hasPush) bells.push({ job: 'send', delayMs: 0, urgency: 0 });
    if (this.hasInbound) bells.push({ job: 'answer', delayMs: 0, urgency: 0 });
    if (this.hasUnsent) bells.push({ job: 'send', delayMs: 0, urgency: 0 });
    for (const saying of this.sayings) {
      const delayMs = this.realMs(saying.sendAfter ?? this.now);
      const urgency = Math.max(0, (saying.urgency ?? this.now).getTime() - this.now.getTime());
      if (delayMs !== null) bells.push({ job: 'send', delayMs, urgency });
    }
    // Whoever answers the bell of what falls due before this hangs up the next one.
    const [soonest] = [...this.wakings.values()].map(({ dueAt }) => dueAt).sort((a, b) => a.getTime() - b.getTime());
    const delayMs = soonest ? this.realMs(soonest) : null;
    if (delayMs === 0 || (delayMs !== null && this.isNext)) bells.push({ job: 'timers', delayMs, urgency: 0 });
    return bells;
  }

  /** Real milliseconds until the one clock shows `t`; null while it stands before `t`. */
  private realMs(t: Date): number | null {
    const ahead = t.getTime() - this.after.shows.getTime();
    if (ahead <= 0) return 0;
    return this.after.rate > 0 ? ahead / this.after.rate : null;
  }
}
