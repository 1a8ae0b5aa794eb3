import { BadOptions, optionsOf } from '#test/bench/eta/options';

it('without a word sixty days of twenty technicians are simulated', () => {
  expect(optionsOf([])).toMatchObject({ seed: 1, days: 60, technicians: 20, routes: null, zone: 'America/New_York' });
});

it('days from outside have their hours in UTC unless a zone is named', () => {
  expect(optionsOf(['--routes', 'days.jsonl']).zone).toBe('UTC');
  expect(optionsOf(['--routes', 'days.jsonl', '--zone', 'Europe/Berlin']).zone).toBe('Europe/Berlin');
});

it.each([
  [['--days', '0'], '--days must be a whole number from 1 to 2000'],
  [['--days', 'many'], '--days must be a whole number from 1 to 2000'],
  [['--by', 'colour'], '--by must be one of technician, workType, hour'],
  [['--zone', 'Mars/North'], '--zone must be a zone such as Europe/Berlin'],
  [['--without', 'rain'], '--without must be one of '],
  [['--routes', 'days.jsonl', '--seed=3'], '--seed is for simulated days'],
  [['--nonsense'], "Unknown option '--nonsense'"],
  [['days.jsonl'], 'days.jsonl'],
])('%j is refused in words', (args, words) => {
  expect(() => optionsOf(args)).toThrow(BadOptions);
  expect(() => optionsOf(args)).toThrow(words);
});
