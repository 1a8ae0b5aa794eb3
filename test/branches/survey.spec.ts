import fc from 'fast-check';
import { minutesBetween, plusMinutes } from '#time/minutes';
import { keepCallBack } from '#flows/commands/call-back';
import { putContact } from '#flows/commands/contacts';
import { bySurvey, finish } from '#test/branches/after';
import { DAVE, type Morning, openMorning } from '#test/branches/morning';
import { dayAt, wallMinutes } from '#time/zone';
import { ZONE } from '#test/world/company';

const NORA = '+15550199';
const EVENTS = ['complains', 'is called', 'asked at his phone', 'asked at hers', 'STOP', 'START'] as const;
type Event = (typeof EVENTS)[number];

const isOpenAt = (at: Date) => (one: { until: Date }) => one.until > at;

/** What is open with anybody on the order: promises until somebody keeps them, questions until they run out. */
const openNow = (morning: Morning) =>
  morning
    .sql<{ until: Date }>(
      `SELECT 'infinity'::timestamptz AS until FROM promise WHERE state = 'open'
     UNION ALL SELECT expires_at FROM prompt WHERE state = 'open' AND kind <> 'survey'`,
    )
    .then((rows) => rows.map(({ until }) => ({ until: until instanceof Date ? until : new Date(8.64e15) })));

async function happens(morning: Morning, event: Event, minutes: number): Promise<void> {
  const ask = (phone: string) =>
    morning.sql(
      `INSERT INTO prompt (id, appointment_id, phone, kind, revision, digits, state, expires_at, created_at)
       SELECT uuidv7(), id, $1, 'menu', 1, '{}', 'open', doorward_now() + make_interval(mins => $2), doorward_now()
       FROM appointment ON CONFLICT DO NOTHING`,
      [phone, minutes],
    );
  switch (event) {
    case 'complains':
      return morning.hears(DAVE, 'it is broken again');
    case 'is called':
      await keepCallBack(morning.house)({ workOrderId: morning.workOrderId, dispatcher: 'Lee Park', note: 'sorted' });
      return morning.settle();
    case 'asked at his phone':
      return void (await ask(DAVE));
    case 'asked at hers':
      return void (await ask(NORA));
    default:
      return morning.hears(DAVE, event);
  }
}

/** Lets so many minutes pass. */
async function pass(morning: Morning, minutes: number): Promise<void> {
  const to = plusMinutes(await morning.now(), minutes);
  const wall = wallMinutes(to, ZONE);
  const two = (n: number) => String(n).padStart(2, '0');
  await morning.until(`${two(Math.floor(wall / 60))}:${two(wall % 60)}:00`, dayAt(to, ZONE));
}

it('nobody is asked how it was while something is open, after a cancellation, or a day later; and the order is closed', async () => {
  const day = fc.array(
    fc.record({
      event: fc.constantFrom(...EVENTS),
      after: fc.constantFrom(5, 25, 60, 400),
      minutes: fc.constantFrom(20, 90, 600),
    }),
    { minLength: 1, maxLength: 3 },
  );
  const property = fc.asyncProperty(fc.boolean(), day, async (isCancelled, events) => {
    const morning = await openMorning();
    try {
      await putContact(morning.house)({ workOrderId: morning.workOrderId, name: 'Nora', phone: NORA, actor: 'test' });
      if (isCancelled) {
        await morning.hears(DAVE, 'i want to cancel');
        await morning.hears(DAVE, '9');
        await morning.until('09:20:00');
      } else await finish(morning, '09:20:00');
      const ended = await morning.now();
      const step = async (minutes: number) => {
        const open = await openNow(morning);
        const asked = bySurvey(morning).length;
        await pass(morning, minutes);
        const [survey] = await morning.sql<{ at: Date }>(`SELECT created_at AS at FROM prompt WHERE kind = 'survey'`);
        if (!survey || bySurvey(morning).length === asked) return;
        expect(isCancelled).toBe(false);
        expect(open.filter(isOpenAt(survey.at))).toEqual([]);
        expect(minutesBetween(ended, survey.at)).toBeLessThan(24 * 60);
      };
      for (const { event, after, minutes } of events) {
        await happens(morning, event, minutes);
        await step(after);
      }
      await step(24 * 60);
      await step(48 * 60);
      expect(bySurvey(morning).length).toBeLessThanOrEqual(1);
      const [order] = await morning.sql<{ closed: boolean }>('SELECT closed_at IS NOT NULL AS closed FROM work_order');
      const reopened = await morning.sql(`SELECT 1 FROM timeline WHERE type = 'work-order.reopened'`);
      if (!reopened.length) expect(order!.closed).toBe(true);
    } finally {
      await morning.close();
    }
  });
  await fc.assert(property, { seed: 4471, numRuns: 4 });
}, 300_000);
