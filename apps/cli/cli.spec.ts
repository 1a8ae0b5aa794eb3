import { PassThrough, Readable } from 'node:stream';
import { BadLine, readLines } from '#apps/cli/lines';
import { replies } from '#apps/cli/replies';
import { segmentsOfLine } from '#apps/cli/segments';

const MENU = {
  context: 'menu',
  choices: [
    { n: 2, from: '2026-03-03T15:30:00Z', to: '2026-03-03T16:30:00Z', technician: 'Sam R.' },
    { n: 3, from: '2026-03-03T19:00:00Z', to: '2026-03-03T20:00:00Z', technician: 'Maria G.' },
    { n: 1, keep: true },
    { n: 9, cancel: true },
    { n: 0, person: true },
  ],
  visit: { from: '2026-03-03T14:30:00Z', to: '2026-03-03T15:30:00Z', technician: 'Maria G.' },
  now: '2026-03-03T08:05:00-06:00',
  zone: 'America/Chicago',
};

describe('a reply on a line', () => {
  it.each([
    ['sam', ['choose'], { choice: 2 }],
    ['1pm', ['choose'], { choice: 3 }],
    ['keep maria', ['choose'], { choice: 1 }],
    ['9', ['cancel-visit'], {}],
    ['0', ['person'], {}],
    ['7', ['other'], {}],
    ['yes', ['confirm'], {}],
    ['friday after 3?', ['rebook'], { when: { day: '2026-03-06', after: '15:00' } }],
    ['call me at 2', ['person'], { callback: '14:00' }],
    ['how late? is it the same tech', ['who', 'eta'], {}],
  ])('%s', (text, intents, slots) => expect(replies({ id: 'a', ...MENU, text })).toEqual({ id: 'a', intents, slots }));

  it('has no slot of an intent that it does not have', () => {
    expect(replies({ id: 1, context: 'survey', now: MENU.now, zone: MENU.zone, text: '4 he was late' })).toEqual({
      id: 1,
      intents: ['survey-score'],
      slots: { score: 4 },
    });
  });

  it('may give its times as the wall shows them', () => {
    const line = { id: 1, context: 'none', now: '2026-03-03T23:30:00', zone: 'America/Chicago', text: 'tomorrow at 9' };
    expect(replies(line).slots).toEqual({ when: { day: '2026-03-04', at: '09:00' } });
  });

  it.each([
    [{ ...MENU, id: 1 }, 'text: '],
    [{ ...MENU, id: 1, text: 'x', zone: 'Mars/Base' }, 'zone: not a time zone'],
    [{ ...MENU, id: 1, text: 'x', now: 'yesterday' }, 'now: not a time of ISO 8601'],
    [{ ...MENU, id: 1, text: 'x', context: 'chat' }, 'context: '],
    ['how late', 'the line: '],
  ])('is refused with the name of what is wrong: %#', (line, why) => {
    expect(() => replies(line)).toThrow(BadLine);
    expect(() => replies(line)).toThrow(why);
  });
});

it.each([
  ['a€', { encoding: 'GSM-7', segments: 1, units: 3 }],
  ['á', { encoding: 'UCS-2', segments: 1, units: 1 }],
  ['\ud83d', { encoding: 'UCS-2', segments: 1, units: 1 }],
  ['', { encoding: 'GSM-7', segments: 1, units: 0 }],
] as const)('%j is counted as carriers do', (text, counted) => expect(segmentsOfLine({ text })).toEqual(counted));

describe('lines', () => {
  const through = async (input: string, answer: (line: unknown) => unknown) => {
    const out = new PassThrough();
    const said: string[] = [];
    const bad = await readLines({ from: Readable.from([input]), to: out, complain: (line) => said.push(line) }, answer);
    return { bad, said, out: ((out.read() as Buffer | null) ?? '').toString() };
  };

  it('are answered in their order, the bad ones named by their number and passed over', async () => {
    const input = '{"text":"a"}\nnonsense\n\n{"text":7}\r\n{"text":"b€"}';
    const { bad, said, out } = await through(input, segmentsOfLine);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).units),
    ).toEqual([1, 3]);
    expect(bad).toBe(2);
    expect(said.map((line) => line.slice(0, 7))).toEqual(['line 2:', 'line 4:']);
  });

  it('of which there are none are answered by none', async () => {
    expect(await through('', segmentsOfLine)).toEqual({ bad: 0, said: [], out: '' });
  });

  it('hide no fault of our own', async () => {
    const broken = () => {
      throw new TypeError('a fault');
    };
    await expect(through('{}', broken)).rejects.toThrow('a fault');
  });
});
