import fc from 'fast-check';
import { planAnswer } from '#conversation/answer-plan';
import { INTENTS } from '#conversation/reading/intents';
import type { Intent, Reading } from '#conversation/reading/asked';

const plan = (intents: Intent[], rest: Partial<Reading> = {}, hasOpenChoice = false) =>
  planAnswer({ intents, ...rest }, hasOpenChoice).map((part) =>
    part.says === 'asked' ? part.asks.join('+') : part.says,
  );

it.each<[Intent[], Partial<Reading>, string[]]>([
  [['eta'], {}, ['eta']],
  [['person'], {}, ['calls']],
  [['complaint'], {}, ['sorry', 'eta', 'calls']],
  [['eta', 'note'], { note: 'gate code 4471' }, ['eta', 'noted']],
  [['note', 'person'], { note: 'gate code 4471' }, ['eta', 'noted', 'calls']],
  [['is-cancelled', 'who', 'other-tech'], {}, ['is-cancelled+who+other-tech']],
  [['eta', 'rebook'], {}, ['eta', 'times']],
  [['other-tech', 'rebook'], {}, ['times']],
  [['eta', 'cancel-visit'], {}, ['eta', 'may-cancel']],
  [['cancel-visit', 'person'], {}, ['eta', 'calls', 'may-cancel']],
  [['cancel-visit'], { when: { day: '2026-03-04' } }, ['calls']],
  [['running-late-customer', 'eta', 'note'], { note: 'key under the mat' }, ['noted', 'late']],
  [['eta', 'help', 'thanks'], {}, ['eta', 'who-we-are']],
])('%j is answered with %j', (intents, rest, parts) => expect(plan(intents, rest)).toEqual(parts));

it('no part is said twice, and nothing that was asked is left out', () => {
  fc.assert(
    fc.property(fc.subarray([...INTENTS]), fc.boolean(), (intents, hasOpenChoice) => {
      const parts = planAnswer({ intents, ...(intents.includes('note') ? { note: 'n' } : {}) }, hasOpenChoice);
      const names = parts.map(({ says }) => says);
      expect(new Set(names).size).toBe(names.length);
      const has = (intent: Intent) => intents.includes(intent);
      expect(names.includes('calls')).toBe(has('person') || has('complaint'));
      expect(names.includes('may-cancel')).toBe(has('cancel-visit'));
      expect(names.includes('noted')).toBe(has('note'));
      const asked = parts.flatMap((part) => (part.says === 'asked' ? part.asks : []));
      for (const ask of ['is-cancelled', 'who'] as const) expect(asked.includes(ask)).toBe(has(ask));
      if (has('eta')) expect(asked.includes('eta') || names.includes('late')).toBe(true);
    }),
  );
});
