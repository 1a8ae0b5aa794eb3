import { readReply } from '#conversation/read-reply';
import type { Asked } from '#conversation/reading/asked';
import type { Moment } from '#conversation/reading/days';

/** Tuesday 3 March 2026, 8:05 in the morning in Chicago. */
const MOMENT: Moment = {
  now: new Date('2026-03-03T14:05:00Z'),
  zone: 'America/Chicago',
  visit: { from: new Date('2026-03-03T14:30:00Z'), to: new Date('2026-03-03T15:30:00Z'), technicianFirst: 'María' },
};
const line = (digit: number, technicianFirst: string, from: string, to: string) => ({
  digit,
  technicianFirst,
  from: new Date(from),
  to: new Date(to),
});
const MENU: Asked = {
  kind: 'choice',
  digits: [1, 2, 3, 4],
  choices: [
    { digit: 1, keep: true },
    line(2, 'Sam', '2026-03-03T15:30:00Z', '2026-03-03T16:30:00Z'),
    line(3, 'María', '2026-03-03T19:00:00Z', '2026-03-03T20:00:00Z'),
    line(4, 'María', '2026-03-04T14:00:00Z', '2026-03-04T15:00:00Z'),
  ],
};
const chosen = (text: string) => {
  const { intents, digit } = readReply(text, MENU, MOMENT);
  return intents.includes('choose') ? digit : null;
};

it.each([
  ['keep maria', 1],
  ['leave it as is', 1],
  ['keep maria today', 1],
  ['no change', 1],
  ['can I have 2', 2],
  ['2 if possible', 2],
  ["don't move it", 1],
  ['sorry I meant 2', 2],
  ['2 because I am busy', 2],
  ['dejar a María', 1],
  ['Sam works', 2],
  ['9:30', 2],
  ['9:30-10:30 is fine', 2],
  ['1pm', 3],
  ['1-2pm please', 3],
  ['Maria at 1', 3],
  ['wed', 4],
  ['tomorrow at 8 works', 4],
  ['mañana por la mañana', 4],
  ['the last one', 4],
  ['maria tomorrow', 4],
  ['2. Is that with Sam?', 2],
  ['ok, 2. gate code is 4471', 2],
])('"%s" fits line %i and no other', (text, digit) => expect(chosen(text)).toBe(digit));

it.each([
  'maria',
  'today',
  'friday',
  'tomorrow afternoon',
  'wed at 9',
  '2pm',
  'i work wednesday',
  'wednesday i work',
  '9:30 is too early',
  'cancel sam',
  'cancel wednesday',
  'forget wednesday',
  'not sam',
  'no sam',
  'sam?',
  'is friday with sam',
  'can sam come',
  'i have 2',
  'need 2',
  'at 2',
  'on the 2nd',
  'me too',
  'second time',
  '2 or 3',
  '2 and 3 both work',
  '9:30 or 1pm',
  'no 2',
  '$2',
  '2%',
  "it's 9:30 now",
  '2 but later',
  "I'd do 2 but I work",
  'keep it but later',
  'hi sam',
  'thanks sam',
  'sam or maria',
  'the earliest one',
  '2, no wait, 3',
  'wednesday works but could it be 10 instead',
  '2 if sam is free',
  'i dont want 2',
  'anything but 2',
])('"%s" chooses nothing', (text) => expect(chosen(text)).toBeNull());

it('the earliest is the line that begins first, where no visit of unknown time can be kept', () => {
  const [, ...offered] = MENU.choices!;
  const menu: Asked = { ...MENU, digits: [2, 3, 4], choices: offered };
  expect(readReply('the earliest one', menu, MOMENT)).toMatchObject({ intents: ['choose'], digit: 2 });
});

it('what fits a line without times is only its name', () => {
  const names: Asked = {
    kind: 'choice',
    digits: [1, 2],
    choices: [{ digit: 1, technicianFirst: 'Ana' }, { digit: 2 }],
  };
  expect(readReply('ana', names, MOMENT)).toMatchObject({ intents: ['choose'], digit: 1 });
  expect(readReply('tomorrow', names, MOMENT).intents).toEqual(['rebook']);
});

it('the line that cancels is no choice', () => {
  const menu: Asked = { ...MENU, digits: [1, 2, 9], choices: [...MENU.choices!, { digit: 9, cancel: true }] };
  expect(readReply('9', menu, MOMENT)).toMatchObject({ intents: ['cancel-visit'], digit: 9 });
});
