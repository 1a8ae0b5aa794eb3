import fc from 'fast-check';
import { readReply } from '#conversation/read-reply';
import { INTENTS } from '#conversation/reading/intents';
import type { Asked } from '#conversation/reading/asked';
import type { Moment } from '#conversation/reading/days';

const MOMENT: Moment = {
  now: new Date('2026-03-03T14:05:00Z'),
  zone: 'America/Chicago',
  visit: { from: new Date('2026-03-03T14:30:00Z'), to: new Date('2026-03-03T15:30:00Z'), technicianFirst: 'Maria' },
};
const MENU: Asked = {
  kind: 'choice',
  digits: [1, 2, 3],
  choices: [
    { digit: 1, keep: true },
    { digit: 2, technicianFirst: 'Sam', from: new Date('2026-03-03T15:30:00Z'), to: new Date('2026-03-03T16:30:00Z') },
    {
      digit: 3,
      technicianFirst: 'Maria',
      from: new Date('2026-03-04T14:00:00Z'),
      to: new Date('2026-03-04T15:00:00Z'),
    },
  ],
};
const PROMPTS: readonly (Asked | null)[] = [
  null,
  MENU,
  { kind: 'survey', digits: [1, 2, 3, 4, 5] },
  { kind: 'cancel', digits: [9] },
  { kind: 'ticket', digits: [] },
];
const asked = fc.constantFrom(...PROMPTS);
const ACTING = ['choose', 'cancel-visit', 'stop-texts', 'start-texts'] as const;

/** Any characters at all: letters of all scripts, emoji, marks, halves of pairs, controls. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units)),
  fc.string({ maxLength: 60 }).map((text) => text.repeat(200).slice(0, 10_000)),
);
const runs = { seed: 4471, numRuns: 200 };

it('whatever is written gets a reading: known intents, each once, in their order', () => {
  fc.assert(
    fc.property(anything, asked, (text, prompt) => {
      const { intents } = readReply(text, prompt, MOMENT);
      expect(intents).toEqual(INTENTS.filter((intent) => intents.includes(intent)));
    }),
    runs,
  );
});

it('the same text is read the same', () => {
  fc.assert(
    fc.property(anything, asked, (text, prompt) => {
      expect(readReply(text, prompt, MOMENT)).toEqual(readReply(text, prompt, MOMENT));
    }),
    { ...runs, numRuns: 100 },
  );
});

/** What people write about at a door, in no order: nothing in it stops, starts, cancels or chooses. */
const DOORSTEP =
  'the a my our your gate dog dogs cat house unit door street car driveway please is are in on at by under behind blue old big friendly internet slow light red kitchen sink water upstairs side bell ring knock key neighbor will be home here there technician when how late coming today tomorrow afternoon thanks hello sorry we you he she it porton perro casa puerta luz agua gracias hola por favor 2 4 12 4471'.split(
    ' ',
  );

it.each(ACTING)('words of the doorstep in any order never mean %s', (acting) => {
  const texts = fc.array(fc.constantFrom(...DOORSTEP), { minLength: 4, maxLength: 14 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(texts, fc.constantFrom(null, PROMPTS[3]!), (text, prompt) => {
      expect(readReply(text, prompt, MOMENT).intents).not.toContain(acting);
    }),
    { ...runs, numRuns: 300 },
  );
});

const SAYINGS = [
  'stop',
  'stop texting me',
  'cancel',
  'cancel my appointment',
  'how late is she',
  'who is coming',
  'i need to reschedule',
  'call me please',
  'wrong number',
  'gate code 4471',
  'thank you',
  'yes',
  'no',
  'ill wait',
  'dont cancel',
  'the second one',
  'keep maria',
  'sam please',
  'friday after 3',
  'dejen de escribirme',
  'a que hora llega',
];

it('capitals, blanks and marks at the end change nothing', () => {
  const dress = fc.record({
    text: fc.constantFrom(...SAYINGS),
    capitals: fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.charAt(0).toUpperCase() + text.slice(1),
    ),
    before: fc.constantFrom('', ' ', '\n', '  '),
    after: fc.constantFrom('', ' ', '.', '!', '!!!', '...', '\n', ' .'),
    between: fc.constantFrom(' ', '  ', '\t'),
  });
  fc.assert(
    fc.property(dress, asked, ({ text, capitals, before, after, between }, prompt) => {
      const dressed = `${before}${capitals(text).replaceAll(' ', between)}${after}`;
      const { note: _, ...plain } = readReply(text, prompt, MOMENT);
      const { note: __, ...other } = readReply(dressed, prompt, MOMENT);
      expect(other).toEqual(plain);
    }),
    runs,
  );
});

it('a question is no choice, whatever it asks about', () => {
  const choices = fc.constantFrom('2', '#2', 'option 2', 'the second one', 'sam', 'keep maria', 'tomorrow', '9:30');
  fc.assert(
    fc.property(choices, fc.constantFrom('?', '??', ' ?', '?!'), (text, mark) => {
      expect(readReply(text, MENU, MOMENT).intents).toContain('choose');
      expect(readReply(text + mark, MENU, MOMENT).intents).not.toContain('choose');
    }),
    runs,
  );
});

it('nor is one without its mark', () => {
  const asks = fc.constantFrom('is', 'what is', 'who has', 'when is', 'which is', 'how is', 'is friday with', 'if');
  fc.assert(
    fc.property(asks, fc.constantFrom('2', 'option 2', 'the second one', 'sam', '9:30'), (ask, text) => {
      expect(readReply(`${ask} ${text}`, MENU, MOMENT).intents).not.toContain('choose');
    }),
    runs,
  );
});

it('a digit that is not offered never acts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 99 }), fc.constantFrom(...PROMPTS.slice(0, 2)), (digit, prompt) => {
      expect(readReply(String(digit), prompt, MOMENT).intents).toEqual([]);
    }),
    runs,
  );
});

it('ten thousand characters are read without getting lost', () => {
  const words = fc.array(fc.constantFrom(...DOORSTEP, 'stop', 'cancel', 'not', 'and', 'after', 'instead'), {
    minLength: 1500,
    maxLength: 1500,
  });
  fc.assert(
    fc.property(words, (said) => {
      const began = performance.now();
      readReply(said.join(' '), MENU, MOMENT);
      // A pattern that tries every way of reading such a text would take minutes; how fast it is otherwise, a bench says.
      expect(performance.now() - began).toBeLessThan(2000);
    }),
    { ...runs, numRuns: 4 },
  );
});
