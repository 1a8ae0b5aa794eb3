import { isRefused } from '#visits/refused';
import { segments } from '#conversation/segments';
import { placeBlock } from '#flows/commands/block';
import { confirmBooking } from '#flows/commands/confirm-booking';
import { holdWindow } from '#flows/commands/hold-window';
import { report } from '#flows/commands/report';
import { waitForEarlier } from '#flows/commands/waiting';
import { chooseOnPage } from '#flows/commands/visit-page';
import { earlierOffer } from '#flows/messages/earlier-offer';
import { setConsent } from '#flows/steps/consent';
import { book, DAVES, TECHNICIANS } from '#test/branches/morning';
import { eastOf, local } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

const NEXT_DAY = '2026-03-04';
const OLGA = '+15550110';

let room: Room;
let sam: string;
beforeEach(async () => {
  room = await openRoom({ technicians: TECHNICIANS, from: '11:00:00' });
  sam = room.technicians.get('Sam Reed')!;
});
afterEach(() => room.close());

type Booked = Awaited<ReturnType<typeof book>> & { readonly phone: string };

/** Books with Sam, who accepts. */
async function promise(name: string, phone: string, from: string, to: string, day?: string): Promise<Booked> {
  const booked = await book(room, { name, phone }, sam, from, to, eastOf(DAVES, 5), day);
  await taps(booked, 'accept');
  return { ...booked, phone };
}

async function taps(
  { appointmentId }: { appointmentId: string },
  ...acts: ('accept' | 'on-my-way' | 'arrive' | 'done')[]
) {
  const [ticket] = await room.sql<{ id: string }>('SELECT id FROM assignment WHERE appointment_id = $1', [
    appointmentId,
  ]);
  for (const act of acts) {
    const answer = await report(room.house)({ assignmentId: ticket!.id, technicianId: sam, act });
    if (isRefused(answer)) throw new Error(answer.refused);
  }
}

/** Olga has today 3-4pm with Sam; she gives it up when `frees` is called. */
async function aGap() {
  const olga = await promise('Olga Berg', OLGA, '15:00', '16:00');
  await room.settle();
  return {
    olga,
    async frees() {
      await room.hears(OLGA, 'please cancel my visit');
      await room.hears(OLGA, '9');
    },
  };
}

async function waits(booked: Booked): Promise<void> {
  const answer = await waitForEarlier(room.house)({ appointmentId: booked.appointmentId, actor: 'test', wants: true });
  if (isRefused(answer)) throw new Error(answer.refused);
  await room.settle();
}

const last = ({ phone }: Booked) => room.texts(phone).at(-1)!;
const wasAsked = ({ phone }: Booked) =>
  room.texts(phone).filter((text) => text.includes('an earlier time opened')).length;
const timeOf = async ({ appointmentId }: Booked) =>
  (
    await room.sql<{ from: Date; revision: number }>(
      'SELECT window_from AS "from", revision FROM appointment WHERE id = $1',
      [appointmentId],
    )
  )[0]!;
const offers = () =>
  room.sql<{ state: string; held: boolean }>(
    'SELECT state, hold_id IS NOT NULL AS held FROM gap_offer ORDER BY asked_at, id',
  );
const gaps = () =>
  room.sql<{ why: string | null; moves: number }>('SELECT closed_why AS why, moves FROM gap ORDER BY id');

it('who picks a time of his own on his page while he is asked has that time, and his technician is not free then', async () => {
  const { frees } = await aGap();
  const nora = await promise('Nora Kim', '+15550111', '08:00', '09:00', NEXT_DAY);
  await waits(nora);
  await frees();
  expect(wasAsked(nora)).toBe(1);
  const { appointmentId } = nora;
  const window = { from: local('10:00', NEXT_DAY), to: local('11:00', NEXT_DAY) };
  const held = await holdWindow(room.house)({ appointmentId, technicianId: sam, window, actor: 'test' });
  if (isRefused(held)) throw new Error(held.refused);
  const booked = await confirmBooking(room.house)({ appointmentId, holdId: held.holdId, actor: 'test' });
  if (isRefused(booked)) throw new Error(booked.refused);
  expect(booked.window).toEqual(window);
  const taken = await room.sql('SELECT 1 FROM occupancy WHERE assignment_id = $1', [booked.ticket!.id]);
  expect(taken).toHaveLength(1);
  expect((await offers()).map(({ state }) => state)).toEqual(['dropped']);
});

it('who waits is told of the gap, by when to answer, and that silence changes nothing', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  await waits(dave);
  await frees();
  expect(last(dave)).toMatch(
    /^Acme: an earlier time opened for your Wed 8-9am visit: today \S+[ap]m, Sam R\. Reply 1 to take it by 11:30am\. No reply = you keep Wed 8-9am\.$/,
  );
  expect(segments(last(dave)).segments).toBe(1);
  expect(await offers()).toEqual([{ state: 'asked', held: true }]);
});

it('a yes moves the visit, ends the waiting and says what was given back', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  await waits(dave);
  await frees();
  await room.hears(dave.phone, '1');
  expect(last(dave)).toContain('Done. Sam comes today');
  expect((await timeOf(dave)).from < local('16:00')).toBe(true);
  expect(await offers()).toEqual([{ state: 'taken', held: true }]);
  expect(await room.sql('SELECT 1 FROM waitlist WHERE ended_at IS NULL')).toEqual([]);
  expect(await room.sql(`SELECT 1 FROM hold WHERE state = 'active'`)).toEqual([]);
});

it('silence keeps the old time, and the next who waits is asked', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  const nora = await promise('Nora Kim', '+15550112', '12:00', '13:00', NEXT_DAY);
  await waits(dave);
  await waits(nora);
  await frees();
  expect([wasAsked(nora), wasAsked(dave)]).toEqual([1, 0]); // she gains four hours more
  await room.until('11:29:59');
  expect(wasAsked(dave)).toBe(0);
  await room.until('11:30:00');
  expect(wasAsked(dave)).toBe(1);
  expect((await timeOf(nora)).revision).toBe(1);
  await room.hears(nora.phone, '1');
  expect(last(nora)).toBe(
    'That earlier time is gone. You keep Wed 12-1pm with Sam: nothing has changed. We text you when another opens.',
  );
  await room.hears(dave.phone, '1');
  expect((await timeOf(dave)).from < local('16:00')).toBe(true);
  expect((await timeOf(nora)).revision).toBe(1);
});

it('a no is passed on at once', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  const nora = await promise('Nora Kim', '+15550112', '12:00', '13:00', NEXT_DAY);
  await waits(dave);
  await waits(nora);
  await frees();
  await room.hears(nora.phone, 'no thanks');
  expect(last(nora)).toContain('Kept: Sam Wed 12-1pm');
  expect(wasAsked(dave)).toBe(1);
});

it('"yes" alone moves nothing: the question is asked again with its digit', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  await waits(dave);
  await frees();
  await room.hears(dave.phone, 'yes');
  expect(wasAsked(dave)).toBe(2);
  expect((await timeOf(dave)).revision).toBe(1);
});

it('at most three are asked about one gap', async () => {
  const { frees } = await aGap();
  const all: Booked[] = [];
  for (const [n, hour] of ['08', '10', '12', '14'].entries()) {
    const one = await promise(`Kim ${n}`, `+1555012${n}`, `${hour}:00`, `${Number(hour) + 1}:00`, NEXT_DAY);
    await waits(one);
    all.push(one);
  }
  await frees();
  await room.until('14:30');
  expect(all.map(wasAsked)).toEqual([0, 1, 1, 1]);
  expect((await gaps())[0]).toEqual({ why: 'nobody of those asked took it', moves: 0 });
});

it('what begins too soon for anybody to answer is not told', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  await waits(dave);
  await room.until('14:58');
  // Nothing but Olga's hour is left of Sam's day for anybody.
  await room.sql(
    'UPDATE shift SET during = tstzrange(lower(during), $2) WHERE technician_id = $1 AND lower(during) < $2',
    [sam, local('16:05')],
  );
  await frees();
  expect(await offers()).toEqual([]);
  expect((await gaps())[0]!.why).toBe('nobody who waits fits');
});

it("what one has taken is not another one's: both were asked at once", async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  const nora = await promise('Nora Kim', '+15550112', '12:00', '13:00', NEXT_DAY);
  await waits(dave);
  await waits(nora);
  await room.until('14:15');
  await frees();
  expect(await offers()).toEqual([
    { state: 'asked', held: false },
    { state: 'asked', held: false },
  ]);
  expect(last(dave)).toContain('; first yes has it.');
  await room.hears(dave.phone, '1');
  await room.hears(nora.phone, '1');
  expect(last(dave)).toContain('Done. Sam comes today');
  expect(last(nora)).toContain('That earlier time is gone. You keep Wed 12-1pm with Sam');
  expect((await offers()).map(({ state }) => state).sort()).toEqual(['gone', 'taken']);
});

it('the time he leaves is a gap for the next, and the chain never comes back to anybody', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  const nora = await promise('Nora Kim', '+15550112', '12:00', '13:00', '2026-03-05');
  await waits(dave);
  await waits(nora);
  await frees();
  expect([wasAsked(nora), wasAsked(dave)]).toEqual([1, 0]);
  await room.hears(nora.phone, '1');
  expect((await gaps()).map(({ moves }) => moves)).toEqual([0, 1]);
  expect((await gaps())[1]!.why).toBe('nobody who waits fits'); // Dave's Wednesday is sooner than her Thursday
});

it('nobody is asked at night: a gap that can wait is told in the morning', async () => {
  await promise('Olga Berg', OLGA, '15:00', '16:00', NEXT_DAY);
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', '2026-03-05');
  await waits(dave);
  await room.until('21:30');
  await room.hears(OLGA, 'please cancel my visit');
  await room.hears(OLGA, '9');
  expect(wasAsked(dave)).toBe(0);
  const inTheMorning = async (hhmm: string) => {
    await room.sql('UPDATE clock SET set_at = clock_timestamp(), shows = $1', [local(hhmm, NEXT_DAY)]);
    await room.settle();
  };
  await inTheMorning('07:59');
  expect(wasAsked(dave)).toBe(0);
  await inTheMorning('08:00');
  expect(wasAsked(dave)).toBe(1);
});

it('who was asked lately, wants no texts, is being asked something else or is on his way to be visited is not asked', async () => {
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  const nora = await promise('Nora Kim', '+15550112', '12:00', '13:00', NEXT_DAY);
  const peter = await promise('Peter Hall', '+15550113', '10:00', '11:00', NEXT_DAY);
  for (const one of [dave, nora, peter]) await waits(one);
  await room.house.store.commit((tx) =>
    setConsent(tx, { phone: dave.phone, texts: false, source: 'test', actor: 'test' }),
  );
  await room.hears(nora.phone, 'cancel my visit please');
  await room.sql('UPDATE appointment SET suspended_at = doorward_now() WHERE id = $1', [peter.appointmentId]);
  const { frees } = await aGap();
  await frees();
  expect(await offers()).toEqual([]);
  expect((await gaps())[0]!.why).toBe('nobody who waits fits');
});

it('four hours pass before the same customer is offered another', async () => {
  const first = await promise('Olga Berg', OLGA, '16:00', '17:00');
  const second = await promise('Ruth Silva', '+15550115', '14:00', '15:00');
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  await waits(dave);
  const free = async ({ phone }: Booked) => {
    await room.hears(phone, 'please cancel my visit');
    await room.hears(phone, '9');
  };
  await free(first);
  await room.hears(dave.phone, '2');
  await free(second);
  expect(wasAsked(dave)).toBe(1);
});

it('when his own visit is cancelled he waits no longer and what was held for him is free', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  await waits(dave);
  await frees();
  await room.hears(dave.phone, 'cancel my visit please');
  expect((await offers()).map(({ state }) => state)).toEqual(['dropped']);
  await room.hears(dave.phone, '9');
  expect(await room.sql('SELECT ended_why AS why FROM waitlist')).toEqual([{ why: 'the visit was cancelled' }]);
  expect(await room.sql(`SELECT 1 FROM hold WHERE state = 'active'`)).toEqual([]);
});

it('the page takes it as the text does', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  await waits(dave);
  await frees();
  expect(await chooseOnPage(room.house)({ appointmentId: dave.appointmentId, digit: '1', actor: 'test' })).toEqual({
    did: 'moved',
  });
  await room.settle();
  expect(last(dave)).toContain('Done. Sam comes today');
});

it('"anything sooner?" holds what is free sooner; with nothing free he waits', async () => {
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  await room.settle(); // an answer does not wait for the confirmation
  await room.hears(dave.phone, 'anything sooner?');
  expect(last(dave)).toMatch(/^Other times, held until/);
  await room.hears(dave.phone, '1');
  await room.sql(`DELETE FROM shift WHERE during && tstzrange($1, $2)`, [local('11:00'), local('18:00')]);
  await room.sql(`UPDATE shift SET during = tstzrange($1, upper(during)) WHERE during && tstzrange($1, $2)`, [
    local('08:00', NEXT_DAY),
    local('18:00', NEXT_DAY),
  ]);
  await room.hears(dave.phone, 'can you come any earlier?');
  expect(last(dave)).toBe(
    'Nothing before Wed 8-9am is free right now. Noted: we text you when an earlier time opens. Until then you keep Wed 8-9am. Reply 0 and a person calls you.',
  );
  expect(await room.sql('SELECT placed_by AS by FROM waitlist')).toEqual([{ by: 'customer Dave Miller' }]);
});

const holdUp = (appointmentId: string) =>
  placeBlock(room.house)({
    appointmentId,
    owner: 'Billing',
    reason: 'invoice 4471 is open',
    customerText: 'deposit not received',
    expiresAt: local('17:00'),
    atExpiry: 'lapse',
    actor: 'integration billing',
  });

it('whose visit is put on hold cannot come sooner: what he was offered is taken back, and the next is asked', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '13:00', '14:00', NEXT_DAY);
  const nora = await promise('Nora Kim', '+15550112', '08:00', '09:00', NEXT_DAY);
  await waits(dave);
  await waits(nora);
  await frees();
  expect([wasAsked(dave), wasAsked(nora)]).toEqual([1, 0]);
  await holdUp(dave.appointmentId);
  await room.settle();
  expect((await offers()).map(({ state }) => state)).toEqual(['dropped', 'asked']);
  expect(wasAsked(nora)).toBe(1);
  await room.hears(dave.phone, '1');
  expect((await timeOf(dave)).revision).toBe(1);
});

it('an earlier time is called held only while it is', async () => {
  const { frees } = await aGap();
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  await waits(dave);
  await frees();
  const offered = async () => earlierOffer({ sql: room.sql }, dave.appointmentId, await room.now());
  expect((await offered())!.isHeld).toBe(true);
  const window = { from: local('10:00', NEXT_DAY), to: local('11:00', NEXT_DAY) };
  await holdWindow(room.house)({ appointmentId: dave.appointmentId, technicianId: sam, window, actor: 'test' });
  expect((await offered())!.isHeld).toBe(false);
});

const held = () =>
  room.sql<{ to: Date }>(`SELECT window_to AS "to" FROM hold WHERE state = 'active' ORDER BY window_to`);

it('"anything sooner?" is never answered with later times', async () => {
  const dave = await promise('Dave Miller', '+15550111', '13:00', '14:00', NEXT_DAY);
  await room.hears(dave.phone, 'anything sooner?');
  const times = await held();
  expect(times.length).toBeGreaterThan(0);
  for (const { to } of times) expect(to <= local('13:00', NEXT_DAY)).toBe(true);
});

it('"anything sooner?" about a visit that is late: what is free before he is expected, else how late', async () => {
  const dave = await promise('Dave Miller', '+15550111', '12:00', '13:00');
  const [ticket] = await room.sql<{ id: string }>('SELECT id FROM assignment WHERE appointment_id = $1', [
    dave.appointmentId,
  ]);
  await report(room.house)({ assignmentId: ticket!.id, technicianId: sam, act: 'late', minutes: 240 });
  await room.settle();
  await room.hears(dave.phone, 'anything sooner?');
  expect(await room.sql('SELECT 1 FROM waitlist')).toEqual([]);
  expect(last(dave)).not.toContain('Nothing before');
  for (const { to } of await held()) expect(to <= local('16:10')).toBe(true);
});

it('"anything sooner?" about a visit on hold is a matter for a person', async () => {
  const dave = await promise('Dave Miller', '+15550111', '13:00', '14:00', NEXT_DAY);
  await holdUp(dave.appointmentId);
  await room.hears(dave.phone, 'anything sooner?');
  expect(last(dave)).toContain('A person will call you');
  expect(await held()).toEqual([]);
});

it('a job that ends much earlier leaves a gap, too', async () => {
  const nora = await promise('Nora Kim', '+15550112', '12:00', '13:00');
  const dave = await promise('Dave Miller', '+15550111', '08:00', '09:00', NEXT_DAY);
  await waits(dave);
  await taps(nora, 'on-my-way', 'arrive', 'done');
  await room.settle();
  expect((await gaps()).length).toBe(1);
  expect(wasAsked(dave)).toBe(1);
});
