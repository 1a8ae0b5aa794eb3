import fc from 'fast-check';
import { isRefused } from '#visits/refused';
import { lockVisit } from '#store/visit';
import { cancelVisit } from '#flows/steps/confirm';
import { riftOf } from '#flows/steps/dependents';
import { local } from '#test/world/company';
import type { Room } from '#test/world/room';
import { confirm, hold, must, openCompany, openInstall, type Order, see } from '#test/several/survey';

/*
 * The survey is moved later and the install that rests on it sooner, in the same moment, by two people, and so that
 * either move alone would fit. Whoever comes second has to see what the first has done.
 */

let room: Room;
beforeEach(async () => void (room = await openCompany({ gapMinutes: 60 })));
afterEach(() => room.close());

const ROUNDS = fc.sample(fc.record({ installFirst: fc.boolean(), moment: fc.nat(6) }), { seed: 4471, numRuns: 25 });

const holdAt = (appointmentId: string, from: string, to: string, name: string) =>
  hold(room, appointmentId, {
    technicianId: room.technicians.get(name)!,
    window: { from: local(from), to: local(to) },
  });

async function bookApart({ survey, install }: Order): Promise<void> {
  await holdAt(survey, '08:00', '09:00', 'Sam Reed');
  const { holdId } = await holdAt(install, '15:00', '16:00', 'Maria Gomez');
  must(await confirm(room, install, holdId));
  await room.settle();
}

it('moved towards each other at once they never both stand, unless they fit', async () => {
  for (const [nth, { installFirst, moment }] of ROUNDS.entries()) {
    const order = await openInstall(room, `+155503${String(nth).padStart(2, '0')}`);
    await bookApart(order);
    const survey = await holdAt(order.survey, '12:00', '13:00', 'Sam Reed');
    const install = await holdAt(order.install, '11:00', '12:00', 'Maria Gomez');
    const moves = [
      () => confirm(room, order.survey, survey.holdId),
      () => confirm(room, order.install, install.holdId),
    ];
    const [first, second] = installFirst ? [moves[1]!, moves[0]!] : [moves[0]!, moves[1]!];
    const begun = first();
    // The second begins some turns of the event loop after the first.
    for (let turn = 0; turn < moment; turn++) await new Promise((go) => setImmediate(go));
    const answers = await Promise.all([begun, second()]);
    expect(answers.filter((answer) => !isRefused(answer)).length).toBeGreaterThan(0);
    const after = await see(room, order.install);
    expect([nth, after.suspendedAt !== null]).toEqual([nth, riftOf(after) !== null]);
    await room.settle();
    await leave(order);
  }
});

/** Makes room for the next round. */
async function leave({ survey, install }: Order): Promise<void> {
  for (const id of [install, survey])
    await room.house.store.commit(async (tx) => cancelVisit(tx, (await lockVisit(tx, id))!, 'test', 'next round'));
  await room.settle();
}
