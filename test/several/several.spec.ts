import { minutesBetween, plusMinutes } from '#time/minutes';
import { isRefused } from '#visits/refused';
import { report } from '#flows/commands/report';
import type { Room } from '#test/world/room';
import {
  bookBoth,
  confirm,
  DAVE,
  hold,
  move,
  must,
  openCompany,
  openInstall,
  type Order,
  see,
  windows,
} from '#test/several/survey';

let room: Room;
let order: Order;
beforeEach(async () => {
  room = await openCompany();
  order = await openInstall(room);
});
afterEach(() => room.close());

/** What he got since, but for "accepted" and that somebody is on his way. */
const sayings = (before: number) =>
  room
    .texts(DAVE)
    .slice(before)
    .filter((text) => !/accepted|on the way/.test(text));
const newest = () => room.texts(DAVE).at(-1) ?? '';
const tap = async (appointmentId: string, act: Parameters<ReturnType<typeof report>>[0]['act'], note?: string) => {
  const { ticket } = await see(room, appointmentId);
  must(
    await report(room.house)({
      assignmentId: ticket!.id,
      technicianId: ticket!.technicianId,
      act,
      ...(note ? { note } : {}),
    }),
  );
};
const doAll = async (appointmentId: string, last: 'done' | 'cannot-complete') => {
  for (const act of ['accept', 'on-my-way', 'arrive'] as const) await tap(appointmentId, act);
  await tap(appointmentId, last, last === 'done' ? 'cable path is clear' : 'nobody could open the cellar');
};

describe('booking', () => {
  it('opens both visits in the order in which they have to be done', async () => {
    const [survey, install] = [await see(room, order.survey), await see(room, order.install)];
    expect([survey.work.code, survey.needs, survey.isNeeded]).toEqual(['survey', null, true]);
    expect([install.work.code, install.needs?.firstId, install.needs?.gapMinutes]).toEqual([
      'install',
      order.survey,
      1440,
    ]);
  });

  it('has no time for the later one before the first has one', async () => {
    await expect(windows(room, order.install)).rejects.toThrow('first');
  });

  it('offers the later one only what keeps the gap after the time chosen, holds both, and promises both in one commit', async () => {
    const slot = (await windows(room, order.survey))[3]!;
    const first = await hold(room, order.survey, slot);
    const found = await windows(room, order.install);
    expect(found.length).toBeGreaterThan(0);
    for (const { stay } of found) expect(minutesBetween(slot.stay.to, stay.from)).toBeGreaterThanOrEqual(1440);
    await hold(room, order.install, found[0]!);
    must(await confirm(room, order.survey, first.holdId));
    const [survey, install] = [await see(room, order.survey), await see(room, order.install)];
    expect([survey.state, install.state]).toEqual(['confirmed', 'confirmed']);
    await room.settle();
    expect(room.texts(DAVE)).toHaveLength(1);
    expect(newest()).toMatch(/booked\. Survey today.*Install .* is kept, confirmed after the survey\./);
  });

  it('promises neither when one of the two can no longer be had', async () => {
    await hold(room, order.survey, (await windows(room, order.survey))[0]!);
    const second = await hold(room, order.install, (await windows(room, order.install))[0]!);
    // Five minutes later the holds are gone, and so is everybody who could come tomorrow.
    await room.until('06:46:00');
    await room.sql(`DELETE FROM shift WHERE lower(during) > '2026-03-04T00:00:00Z'`);
    expect(isRefused(await confirm(room, order.install, second.holdId))).toBe(true);
    expect([(await see(room, order.survey)).state, (await see(room, order.install)).state]).toEqual([
      'requested',
      'requested',
    ]);
  });
});

describe('the first visit', () => {
  beforeEach(async () => {
    await bookBoth(room, order);
    await room.settle();
  });

  it('moved within the gap leaves the later one as it is, and says so', async () => {
    await move(room, order.install, (await windows(room, order.install)).at(-1)!);
    const install = await see(room, order.install);
    await move(room, order.survey, (await windows(room, order.survey)).at(-1)!);
    await room.settle();
    expect((await see(room, order.install)).suspendedAt).toBeNull();
    expect((await see(room, order.install)).window).toEqual(install.window);
    expect(newest()).toMatch(/^Done\..*Your install .* stands\./);
  });

  it('is offered only times that spare the later one, as long as there are any', async () => {
    const { ticket } = await see(room, order.install);
    for (const { stay } of await windows(room, order.survey))
      expect(minutesBetween(stay.to, ticket!.planned.from)).toBeGreaterThanOrEqual(1440);
  });

  it('done well confirms the later one, told in the text about the end of it', async () => {
    await doAll(order.survey, 'done');
    await room.settle();
    expect(newest()).toMatch(/finished at .*: cable path is clear\. Your install .* is now confirmed\./);
    const [row] = await room.sql<{ closedAt: Date | null }>('SELECT closed_at AS "closedAt" FROM work_order');
    expect(row!.closedAt).toBeNull();
    await room.until('08:30:00');
    expect(newest()).not.toContain('how was it');
  });

  it('that could not be completed suspends the later one and opens another first visit', async () => {
    const before = room.texts(DAVE).length;
    await doAll(order.survey, 'cannot-complete');
    await room.settle();
    const install = await see(room, order.install);
    expect(install.suspendedAt).not.toBeNull();
    expect(install.needs!.firstId).not.toBe(order.survey);
    expect(install.needs!.state).toBe('requested');
    expect(sayings(before)).toEqual([
      expect.stringMatching(
        /could not finish your survey: nobody could open the cellar\. Lee calls you by .* with a new time\. Your install .* needs it first: it is kept but not confirmed\. New survey time: http\S+ Reply 9 to cancel the install\./,
      ),
    ]);
    await move(room, install.needs!.firstId, (await windows(room, install.needs!.firstId))[0]!);
    await room.settle();
    expect(newest()).toContain('booked. Survey');
  });

  it('that could not be completed and goes on at another time is told with its times and what becomes of the later one, in one text', async () => {
    const before = room.texts(DAVE).length;
    for (const act of ['accept', 'on-my-way', 'arrive'] as const) await tap(order.survey, act);
    const { ticket } = await see(room, order.survey);
    const { id: assignmentId, technicianId } = ticket!;
    must(await report(room.house)({ assignmentId, technicianId, act: 'cannot-complete', needs: { why: 'absent' } }));
    await room.settle();
    expect((await see(room, order.install)).suspendedAt).not.toBeNull();
    expect(sayings(before)).toEqual([
      expect.stringMatching(
        /found nobody\. Next visit, held until .*:\n1 [^]*\n0 A person calls you\nInstall .* is kept, confirmed after the survey\.$/,
      ),
    ]);
    await room.hears(DAVE, '1');
    expect((await see(room, order.install)).suspendedAt).toBeNull();
  });

  it('that is cancelled is followed by one that asks for the same', async () => {
    await room.sql(`UPDATE appointment SET minutes = 75, part = 'long ladder', extra_skill = 'fiber' WHERE id = $1`, [
      order.survey,
    ]);
    await room.hears(DAVE, 'please cancel my visit');
    await room.hears(DAVE, '8');
    const { needs } = await see(room, order.install);
    expect(needs!.firstId).not.toBe(order.survey);
    expect(await see(room, needs!.firstId)).toMatchObject({
      state: 'requested',
      part: 'long ladder',
      work: { minutes: 75 },
      followsId: order.survey,
    });
  });

  it('binds what the later one goes on with, when that could not be completed', async () => {
    await room.sql('UPDATE appointment SET same_technician = true WHERE id = $1', [order.install]);
    await doAll(order.survey, 'done');
    await room.settle();
    const survey = await see(room, order.survey);
    const { ticket, window } = await see(room, order.install);
    await tap(order.install, 'accept');
    await room.sql('UPDATE clock SET shows = $1', [window!.from]);
    await room.settle();
    for (const act of ['on-my-way', 'arrive'] as const) await tap(order.install, act);
    must(
      await report(room.house)({
        assignmentId: ticket!.id,
        technicianId: ticket!.technicianId,
        act: 'cannot-complete',
        needs: { why: 'time' },
      }),
    );
    const [row] = await room.sql<{ id: string }>('SELECT id FROM appointment WHERE follows_id = $1', [order.install]);
    const next = await see(room, row!.id);
    expect(next.needs).toMatchObject({ firstId: order.survey, gapMinutes: 1440, sameTechnician: true });
    for (const { technicianId } of await windows(room, next.appointmentId))
      expect(technicianId).toBe(survey.ticket!.technicianId);
  });

  it('missed and then moved is not missed any more: the new time is still to come', async () => {
    const { window } = await see(room, order.survey);
    await tap(order.survey, 'accept');
    await room.sql('UPDATE clock SET shows = $1', [plusMinutes(window!.to, 1)]);
    await room.settle();
    expect((await see(room, order.survey)).missedAt).toEqual(window!.to);
    await move(room, order.survey, (await windows(room, order.survey)).at(-1)!);
    expect((await see(room, order.survey)).missedAt).toBeNull();
  });

  it('moved too late suspends the later one, and times that fit are offered by digits', async () => {
    await room.sql(`DELETE FROM shift WHERE lower(during) < '2026-03-04T00:00:00Z'`);
    const before = await see(room, order.install);
    await move(room, order.survey, (await windows(room, order.survey))[20]!);
    await room.settle();
    const install = await see(room, order.install);
    expect(install.window).toEqual(before.window);
    expect(install.suspendedAt).not.toBeNull();
    expect(newest()).toMatch(/your survey moved to .*, too late for your install/);
    await room.hears(DAVE, '1');
    const after = await see(room, order.install);
    expect(after.suspendedAt).toBeNull();
    expect(
      minutesBetween((await see(room, order.survey)).ticket!.planned.to, after.ticket!.planned.from),
    ).toBeGreaterThanOrEqual(1440);
    expect(newest()).toMatch(/^Done\. .* for the install\. Confirmed after the survey\./);
  });

  it('moved back in time makes the later one stand again, and that is told', async () => {
    const { ticket, window } = await see(room, order.survey);
    const [shift] = await room.sql<{ during: string }>(
      `WITH gone AS (DELETE FROM shift WHERE lower(during) < '2026-03-04T00:00:00Z' RETURNING during, technician_id)
       SELECT during::text FROM gone WHERE technician_id = $1`,
      [ticket!.technicianId],
    );
    await move(room, order.survey, (await windows(room, order.survey))[20]!);
    await room.settle();
    expect((await see(room, order.install)).suspendedAt).not.toBeNull();
    await room.sql('INSERT INTO shift (technician_id, during) VALUES ($1, $2)', [ticket!.technicianId, shift!.during]);
    await move(room, order.survey, {
      technicianId: ticket!.technicianId,
      window: window!,
      stay: ticket!.planned,
      detourMinutes: 0,
    });
    await room.settle();
    expect((await see(room, order.install)).suspendedAt).toBeNull();
    expect(newest()).toMatch(/^Done\..*Your install .* stands\./);
  });

  it('gone, and nothing else agreed, lets the later one go two hours before its time; it is still wanted', async () => {
    await doAll(order.survey, 'cannot-complete');
    const { window } = await see(room, order.install);
    await room.settle();
    await room.sql('UPDATE clock SET shows = $1', [plusMinutes(window!.from, -120)]);
    await room.settle();
    const install = await see(room, order.install);
    expect([install.state, install.window, install.ticket]).toEqual(['requested', null, null]);
    expect(newest()).toMatch(/no survey in time, so your install .* is let go\. Choose new times: http/);
  });

  it('cancelled alone asks about the later one; 9 then cancels that too, and the order is closed', async () => {
    await room.hears(DAVE, 'please cancel my visit');
    expect(newest()).toMatch(/Reply 9 to cancel all, survey .* and install .*, 8 only the survey/);
    await room.hears(DAVE, '8');
    expect((await see(room, order.survey)).state).toBe('cancelled');
    expect((await see(room, order.install)).suspendedAt).not.toBeNull();
    expect(newest()).toMatch(/survey is cancelled, and your install .* needs it first/);
    await room.hears(DAVE, '9');
    expect((await see(room, order.install)).state).toBe('cancelled');
  });

  it('and all that rests on it are cancelled by 9, without a word about a suspension', async () => {
    await room.hears(DAVE, 'please cancel my visit');
    await room.hears(DAVE, '9');
    expect([(await see(room, order.survey)).state, (await see(room, order.install)).state]).toEqual([
      'cancelled',
      'cancelled',
    ]);
    expect(newest()).toMatch(/^Cancelled, ref/);
    const [row] = await room.sql<{ closedAt: Date | null }>('SELECT closed_at AS "closedAt" FROM work_order');
    expect(row!.closedAt).not.toBeNull();
  });
});
