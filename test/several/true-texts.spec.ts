import { plusMinutes } from '#time/minutes';
import { liftBlock, placeBlock } from '#flows/commands/block';
import { report } from '#flows/commands/report';
import type { Room } from '#test/world/room';
import { bookBoth, DAVE, move, must, openCompany, openInstall, type Order, see, windows } from '#test/several/survey';

/* Two things hold one visit up at once. That one of them is over is not told as if the visit stood. */

let room: Room;
let order: Order;
beforeEach(async () => {
  room = await openCompany({ from: '08:10:00' });
  order = await openInstall(room);
  await bookBoth(room, order);
  await room.settle();
});
afterEach(() => room.close());

const newest = () => room.texts(DAVE).at(-1) ?? '';
const place = async (owner = 'Billing') =>
  must(
    await placeBlock(room.house)({
      appointmentId: order.install,
      owner,
      reason: 'invoice 4471 is open',
      customerText: 'deposit not received',
      action: { words: 'pay by link', url: 'https://pay.acme.example/4471' },
      expiresAt: plusMinutes((await see(room, order.install)).window!.from, -60),
      atExpiry: 'lapse',
      actor: 'integration billing',
    }),
  );
const lift = async () =>
  must(await liftBlock(room.house)({ appointmentId: order.install, reason: 'paid', actor: 'integration billing' }));

/** The survey moves so late that the install cannot follow; what is given back lets it move to where it was. */
async function suspendInstall(): Promise<() => Promise<void>> {
  const { ticket, window } = await see(room, order.survey);
  const [shift] = await room.sql<{ during: string }>(
    `WITH gone AS (DELETE FROM shift WHERE lower(during) < '2026-03-04T00:00:00Z' RETURNING during, technician_id)
     SELECT during::text FROM gone WHERE technician_id = $1`,
    [ticket!.technicianId],
  );
  await move(room, order.survey, (await windows(room, order.survey))[20]!);
  await room.settle();
  expect((await see(room, order.install)).suspendedAt).not.toBeNull();
  return async () => {
    await room.sql('INSERT INTO shift (technician_id, during) VALUES ($1, $2)', [ticket!.technicianId, shift!.during]);
    const stay = ticket!.planned;
    await move(room, order.survey, { technicianId: ticket!.technicianId, window: window!, stay, detourMinutes: 0 });
    await room.settle();
    expect((await see(room, order.install)).suspendedAt).toBeNull();
  };
}

const saysThatItStands = () =>
  room.texts(DAVE).filter((text) => /install .* (stands|goes ahead|is now confirmed)/.test(text));

it('a hold lifted while the visit is suspended is not told as its standing; that it stands is told once it does', async () => {
  await place();
  await room.settle();
  const moveBack = await suspendInstall();
  await lift();
  await room.settle();
  expect(saysThatItStands()).toEqual([]);
  await moveBack();
  expect(newest()).toMatch(/Your install .* stands\./);
});

it('a suspension that ends while another department holds the visit is told with the end of the hold', async () => {
  await place();
  await room.settle();
  const moveBack = await suspendInstall();
  await moveBack();
  expect(saysThatItStands()).toEqual([]);
  await lift();
  await room.settle();
  expect(newest()).toMatch(/the hold by Billing is over: your install .* stands/);
});

it('the end of a hold is not told once another one stands', async () => {
  await place();
  await room.settle();
  await lift();
  await place('Legal');
  await room.settle();
  expect(saysThatItStands()).toEqual([]);
  expect(newest()).toContain('Legal put your');
});

it('the digit of a hold that is over says so, and does not send anybody to pay', async () => {
  await place();
  await room.settle();
  await lift();
  await room.settle();
  await room.hears(DAVE, '1');
  expect(newest()).toMatch(/the hold by Billing is over: your install .* stands/);
  expect(newest()).not.toContain('pay.acme.example');
});

it('the digit of a hold that is over names what holds the visit by now', async () => {
  await place();
  await room.settle();
  await lift();
  await place('Legal');
  await room.settle();
  await room.hears(DAVE, '1');
  expect(newest()).toMatch(/Legal put your .* on hold/);
});

it('the end of the first visit does not confirm a later one that is on hold', async () => {
  await place();
  await room.settle();
  for (const act of ['accept', 'on-my-way', 'arrive', 'done'] as const) {
    const { ticket } = await see(room, order.survey);
    must(await report(room.house)({ assignmentId: ticket!.id, technicianId: ticket!.technicianId, act }));
  }
  await room.settle();
  expect(newest()).toContain('finished');
  expect(saysThatItStands()).toEqual([]);
});
