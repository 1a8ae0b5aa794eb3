import { isRefused } from '#visits/refused';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { findWindows } from '#flows/commands/find-windows';
import { holdWindow } from '#flows/commands/hold-window';
import { DAVE, must, openCompany, openInstall, type Order, see, windows } from '#test/several/survey';
import type { Room } from '#test/world/room';

let room: Room;
let order: Order;
beforeEach(async () => {
  room = await openCompany({ from: '08:02:00' });
  order = await openInstall(room);
});
afterEach(() => room.close());

/** The company books the install by itself, as a program does: nobody has asked for the survey's time. */
async function bookInstall(): Promise<void> {
  const { house } = room;
  const appointmentId = order.install;
  const found = must(await findWindows(house)({ appointmentId, mayBeAhead: true }));
  const slot = found.find(({ window }) => window.from.toISOString() >= '2026-03-06')!;
  const booking = { appointmentId, actor: 'integration shop', mayBeAhead: true };
  const { holdId } = must(await holdWindow(house)({ ...booking, ...slot }));
  must(await confirmBooking(house)({ ...booking, holdId }));
  await room.settle();
}

it('the customer gets one text with the survey to choose, and that the install is kept', async () => {
  await bookInstall();
  expect(room.texts(DAVE)).toHaveLength(1);
  expect(room.texts(DAVE)[0]).toMatch(
    /^Acme: your install needs a 30 min survey first\. Pick one:\n1 .*\n2 .*\n3 .*\n0 A person calls you\nInstall Fri .* is kept, confirmed after the survey\.\nHeld for you until 8:22am\.$/,
  );
  expect((await see(room, order.install)).suspendedAt).not.toBeNull();
});

it('a digit books the survey, and the install stands', async () => {
  await bookInstall();
  await room.hears(DAVE, '2');
  expect((await see(room, order.survey)).state).toBe('confirmed');
  expect(await see(room, order.install)).toMatchObject({ state: 'confirmed', suspendedAt: null });
  const [, booked = '', ...more] = room.texts(DAVE).filter((text) => text.includes('Install Fri'));
  expect(more).toEqual([]);
  expect(booked).toContain('is kept, confirmed after the survey');
});

it('every time that is offered leaves the gap before the install', async () => {
  await bookInstall();
  const { window, ticket } = await see(room, order.install);
  const held = await room.sql<{ to: Date }>(`SELECT stay_to AS "to" FROM hold WHERE state = 'active'`);
  expect(held.length).toBeGreaterThan(0);
  for (const { to } of held)
    expect((ticket?.planned.from ?? window!.from).getTime() - to.getTime()).toBeGreaterThanOrEqual(86_400_000);
});

it('a digit after the hold has run out never acts: he gets fresh times, held', async () => {
  await bookInstall();
  await room.until('09:00');
  await room.hears(DAVE, '1');
  expect((await see(room, order.survey)).state).toBe('requested');
  expect(room.texts(DAVE).at(-1)).toMatch(/Pick one:\n1 [^]*\n0 A person calls you\n[^]*Held for you until 9:20am\.$/);
  await room.hears(DAVE, '1');
  expect((await see(room, order.survey)).state).toBe('confirmed');
  expect(await see(room, order.install)).toMatchObject({ state: 'confirmed', suspendedAt: null });
});

it('where by then no time is free before the install he gets the link', async () => {
  await bookInstall();
  await room.until('09:00');
  await room.sql(`DELETE FROM shift WHERE upper(during) < (SELECT window_from FROM appointment WHERE id = $1)`, [
    order.install,
  ]);
  await room.hears(DAVE, '1');
  expect(room.texts(DAVE).at(-1)).toContain('waits until your survey has a time');
  expect(room.texts(DAVE).at(-1)).toContain('New survey time: http');
});

it('on his own page nobody chooses the install before the survey', async () => {
  expect(isRefused(await findWindows(room.house)({ appointmentId: order.install }))).toBe(true);
  expect((await windows(room, order.survey)).length).toBeGreaterThan(0);
});
