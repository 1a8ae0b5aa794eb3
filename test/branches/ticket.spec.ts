import { isRefused } from '#visits/refused';
import { reassign } from '#flows/commands/reassign';
import { receiveText } from '#flows/commands/receive-text';
import { report } from '#flows/commands/report';
import { DAVE, type Morning, openMorning, TECHNICIANS } from '#test/branches/morning';
import { local } from '#test/world/company';

let morning: Morning;
beforeEach(async () => void (morning = await openMorning({ accepted: false })));
afterEach(() => morning.close());

const [MARIA, SAM] = [TECHNICIANS[0]!.phone, TECHNICIANS[1]!.phone];

it('a technician can accept by text', async () => {
  await morning.until('07:42:30');
  expect(morning.texts(MARIA).at(-1)).toContain('NEW JOB');
  await morning.hears(MARIA, 'Y');
  expect((await morning.ticket()).state).toBe('acknowledged');
  expect(morning.texts(MARIA).at(-1)).toContain('Accepted');
  expect(morning.last()).toContain('Maria G. has your job and accepted it');
});

it('a ticket declined goes to the next technician, and the customer hears of it once he has accepted', async () => {
  await morning.hears(MARIA, 'n');
  const ticket = await morning.ticket();
  expect(ticket.technicianId).toBe(morning.sam);
  expect(morning.texts(DAVE).some((text) => text.includes('Sam'))).toBe(false);
  await morning.hears(SAM, 'yes');
  expect(morning.last()).toContain('Maria could not take your visit, so Sam R. has it and accepted');
});

it('a visit can be given to somebody of whose time another piece is held for the same customer', async () => {
  await morning.hears(MARIA, 'Y');
  await morning.tap('late', { minutes: 120 });
  const { appointmentId, sam: technicianId } = morning;
  const held = () =>
    morning.sql(`SELECT 1 FROM hold WHERE state = 'active' AND technician_id = $1 AND stay_from < $2`, [
      technicianId,
      local('10:00'),
    ]);
  expect(await held()).not.toEqual([]);
  const [{ version }] = (await morning.sql<{ version: number }>('SELECT version FROM appointment')) as [
    { version: number },
  ];
  const given = await reassign(morning.house)({ appointmentId, technicianId, version, dispatcher: 'Lee Park' });
  expect(isRefused(given)).toBe(false);
  await morning.settle();
  expect((await morning.ticket()).technicianId).toBe(technicianId);
  await morning.hears(SAM, 'Y');
  await morning.until('07:53');
  expect(morning.last()).toContain('Sam R. has it and accepted');
});

it('with nobody left the desk has it and a person calls', async () => {
  await morning.hears(MARIA, 'n');
  await morning.hears(SAM, 'n');
  expect(morning.last()).toContain('A person will call you');
  expect(
    (await morning.sql<{ kind: string }>('SELECT kind FROM alert WHERE closed_at IS NULL')).map(({ kind }) => kind),
  ).toContain('nobody-left');
});

it('an act that is out of order is refused with what comes first, and changes nothing', async () => {
  const { id, technicianId } = await morning.ticket();
  const answer = await report(morning.house)({ assignmentId: id, technicianId, act: 'arrive' });
  expect(isRefused(answer) && answer.refused).toBe(
    'Say that you are on your way first: the ticket is not yet on the phone.',
  );
  expect((await morning.ticket()).state).toBe('created');
});

it('a ticket taken away is texted to a technician whose page is closed, until he says that he has seen it', async () => {
  await morning.tap('accept');
  await morning.tap('late', { minutes: 180 });
  await morning.hears(DAVE, '2');
  await morning.until('07:44');
  expect(morning.texts(MARIA).at(-1)).toContain('JOB OFF');
  await morning.hears(MARIA, 'Y');
  expect(await morning.sql('SELECT 1 FROM assignment WHERE ended_seen_at IS NOT NULL')).toHaveLength(1);
});

describe('STOP of a technician', () => {
  const alert = () =>
    morning.sql<{ says: string }>(
      `SELECT says FROM alert WHERE kind = 'technician-no-texts' AND closed_at IS NULL AND technician_id = $1`,
      [morning.maria],
    );

  it("ends his texts as everybody's, and the desk is told how his tickets reach him", async () => {
    await morning.hears(MARIA, 'STOP');
    expect(morning.texts(MARIA).at(-1)).toContain('no more texts to this number');
    const before = morning.texts(MARIA).length;
    expect(await alert()).toEqual([{ says: expect.stringContaining('reach Maria by push and by your call only') }]);
    await morning.until('07:42:30');
    expect(morning.texts(MARIA)).toHaveLength(before);
    const told = await morning.sql<{ says: string }>(`SELECT says FROM alert WHERE kind = 'phone-only'`);
    expect(told).toEqual([{ says: expect.stringContaining('NEW JOB') }]);
  });

  it('is taken back by START', async () => {
    await morning.hears(MARIA, 'please stop texting me');
    await morning.hears(MARIA, 'START');
    expect(morning.texts(MARIA).at(-1)).toContain('texts are on again');
    expect(await alert()).toEqual([]);
    await morning.until('07:42:30');
    expect(morning.texts(MARIA).at(-1)).toContain('NEW JOB');
    await morning.hears(MARIA, 'Y');
    expect((await morning.ticket()).state).toBe('acknowledged');
  });

  it('is taken back by the YES that takes his ticket, where the carrier reads it as START', async () => {
    await morning.hears(MARIA, 'STOP');
    await receiveText(morning.house)({ carrierSid: 'SM-yes', from: MARIA, body: 'YES', carrierDid: 'START' });
    await morning.settle();
    expect(await alert()).toEqual([]);
    expect((await morning.ticket()).state).toBe('acknowledged');
    expect(morning.texts(MARIA).at(-1)).toContain('Accepted');
  });
});
