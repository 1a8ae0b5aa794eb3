import { plusMinutes } from '#time/minutes';
import type { Act } from '#visits/assignment';
import { isRefused } from '#visits/refused';
import { liftBlock, placeBlock } from '#flows/commands/block';
import { report } from '#flows/commands/report';
import { tellByPhone } from '#flows/commands/tell-by-phone';
import type { Room } from '#test/world/room';
import { local } from '#test/world/company';
import { confirm, DAVE, hold, must, openCompany, openInstall, type Order, see, windows } from '#test/several/survey';

let room: Room;
let order: Order;
beforeEach(async () => {
  room = await openCompany({ from: '08:30:00' });
  order = await openInstall(room);
  const slot = (await windows(room, order.survey)).find(({ window }) => window.from >= local('15:00'))!;
  const { holdId } = await hold(room, order.survey, slot);
  must(await confirm(room, order.survey, holdId));
  await tap('accept');
  await room.settle();
});
afterEach(() => room.close());

const newest = () => room.texts(DAVE).at(-1) ?? '';
const place = (more: Partial<Parameters<ReturnType<typeof placeBlock>>[0]> = {}) =>
  placeBlock(room.house)({
    appointmentId: order.survey,
    owner: 'Billing',
    reason: 'invoice 4471 is open',
    customerText: 'deposit not received',
    expiresAt: local('12:00'),
    atExpiry: 'lapse',
    actor: 'integration billing',
    ...more,
  });
const tap = async (act: Act) => {
  const { ticket } = await see(room, order.survey);
  must(await report(room.house)({ assignmentId: ticket!.id, technicianId: ticket!.technicianId, act }));
};
const alerts = async () =>
  (await room.sql<{ says: string }>(`SELECT says FROM alert WHERE kind = 'blocked' AND closed_at IS NULL`)).map(
    ({ says }) => says,
  );
const calls = () =>
  room.sql<{ id: string; says: string }>(
    `SELECT id, says FROM alert WHERE kind = 'phone-only' AND closed_at IS NULL ORDER BY opened_at`,
  );
const ended = async () => (await room.sql<{ how: string }>('SELECT ended_how AS how FROM block'))[0]!.how;

describe('a hold by another department', () => {
  it('is told at once, shown to the desk, and gives the way to mend it under a digit', async () => {
    must(await place({ action: { words: 'pay by link', url: 'https://pay.acme.example/4471' } }));
    await room.settle();
    expect(newest()).toBe(
      'Acme: Billing put your today 3-4pm survey on hold: deposit not received. Slot kept until 12:00pm. Reply 1 to pay by link, 0 a person calls you.',
    );
    expect(await alerts()).toEqual(['Billing holds Dave Miller until today 12:00pm: invoice 4471 is open']);
    await room.hears(DAVE, '1');
    expect(newest()).toContain('To pay by link: https://pay.acme.example/4471');
    expect((await see(room, order.survey)).ticket).not.toBeNull();
  });

  it('is refused with an end that does not lie between now and the visit, and while there is one', async () => {
    for (const at of ['08:30', '08:00', '15:00', '18:00'])
      expect(isRefused(await place({ expiresAt: local(at) }))).toBe(true);
    must(await place());
    expect(await place()).toMatchObject({ refused: 'Billing holds this visit already, until today 12:00pm.' });
    expect(await place({ appointmentId: order.install })).toMatchObject({ code: 'infeasible' });
  });

  it('lifted: the visit stands, and the customer hears it', async () => {
    must(await place());
    await room.settle();
    must(await liftBlock(room.house)({ appointmentId: order.survey, reason: 'paid', actor: 'integration billing' }));
    await room.settle();
    expect(newest()).toMatch(/^Acme: the hold by Billing is over: your survey today 3-4pm stands\./);
    expect([await alerts(), await ended(), (await see(room, order.survey)).block]).toEqual([[], 'lifted', null]);
  });

  it('told by a person, its end is owed just the same', async () => {
    await room.hears(DAVE, 'STOP');
    must(await place());
    await room.settle();
    must(await tellByPhone(room.house)({ alertId: (await calls())[0]!.id, dispatcher: 'Lee Park' }));
    must(await liftBlock(room.house)({ appointmentId: order.survey, reason: 'paid', actor: 'integration billing' }));
    await room.settle();
    expect((await calls()).map(({ says }) => says)).toEqual([
      expect.stringContaining('the hold by Billing is over: your survey today 3-4pm stands.'),
    ]);
  });

  it('that lapses lets the visit go ahead, and the customer hears it', async () => {
    must(await place());
    await room.until('11:59:00');
    expect((await see(room, order.survey)).block).not.toBeNull();
    await room.until('12:00:00');
    expect(newest()).toMatch(/^Acme: the hold by Billing ran out 12:00pm\. Your survey today 3-4pm goes ahead/);
    expect([await alerts(), await ended()]).toEqual([[], 'lapsed']);
  });

  it('that escalates keeps the slot, names who decides and by when, and goes ahead an hour before if nobody does', async () => {
    must(await place({ atExpiry: 'escalate' }));
    await room.until('12:00:00');
    expect(newest()).toMatch(
      /the hold by Billing on your today 3-4pm survey ran out\. Lee decides and calls you by 12:15pm; your slot is kept\./,
    );
    expect(await alerts()).toEqual([
      'Decide: the hold by Billing on Dave Miller ran out (invoice 4471 is open). The slot is still kept.',
    ]);
    expect((await see(room, order.survey)).block?.escalatedAt).not.toBeNull();
    await room.until('14:00:00');
    expect([await alerts(), await ended()]).toEqual([[], 'lapsed']);
    expect(newest()).toContain('goes ahead');
  });

  it('ends with the promise it stood on: a visit moved or cancelled is held by nobody', async () => {
    must(await place());
    const slot = (await windows(room, order.survey)).at(-1)!;
    const { holdId } = await hold(room, order.survey, slot);
    must(await confirm(room, order.survey, holdId));
    expect([await alerts(), await ended(), (await see(room, order.survey)).block]).toEqual([[], 'cancelled', null]);
  });

  it('ends when the technician stands at the door, without a word: what it held has happened', async () => {
    must(await place({ atExpiry: 'escalate' }));
    for (const act of ['on-my-way', 'arrive'] as const) await tap(act);
    await room.settle();
    expect([await alerts(), await ended(), (await see(room, order.survey)).block]).toEqual([[], 'cancelled', null]);
    const before = room.texts(DAVE);
    await room.until('12:00:00');
    expect(room.texts(DAVE)).toEqual(before);
  });

  it('leaves nothing to decide once he has set out: it runs out', async () => {
    must(await place({ atExpiry: 'escalate' }));
    await tap('on-my-way');
    await room.until('12:00:00');
    expect([await alerts(), await ended()]).toEqual([[], 'lapsed']);
  });

  it('that ran out on a visit that is over by then ends in silence', async () => {
    must(await place({ atExpiry: 'escalate' }));
    await room.settle();
    await room.sql(`UPDATE appointment SET arrived_at = '2026-03-03T16:00:00Z' WHERE id = $1`, [order.survey]);
    const before = room.texts(DAVE);
    await room.until('12:00:00');
    expect([await alerts(), await ended(), room.texts(DAVE)]).toEqual([[], 'cancelled', before]);
  });

  it('placed at night waits for the morning, unless it ends before', async () => {
    await room.until('22:00:00');
    const slot = (await windows(room, order.survey)).at(-1)!;
    const { holdId } = await hold(room, order.survey, slot);
    must(await confirm(room, order.survey, holdId));
    await room.settle();
    const before = room.texts(DAVE).length;
    must(await place({ expiresAt: plusMinutes(slot.window.from, -60) }));
    await room.settle();
    expect(room.texts(DAVE)).toHaveLength(before);
  });

  it('says nothing of lateness while it stands', async () => {
    must(await place());
    const { ticket } = await see(room, order.survey);
    await room.sql(`UPDATE block SET expires_at = expires_at + interval '10 hours'`);
    await room.sql(`DELETE FROM timer WHERE kind = 'block.end'`);
    await room.settle();
    await room.until('15:55:00');
    expect(ticket).not.toBeNull();
    expect((await see(room, order.survey)).atRiskAt).toBeNull();
    expect(room.texts(DAVE).filter((text) => text.includes('late'))).toEqual([]);
  });
});
