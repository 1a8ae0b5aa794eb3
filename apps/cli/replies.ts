import { z } from 'zod';
import { instantOf, isZone } from '#time/zone';
import { readReply } from '#conversation/read-reply';
import type { Asked, Choice, Intent } from '#conversation/reading/asked';
import type { Moment } from '#conversation/reading/days';
import type { When } from '#conversation/reading/when';
import { lineAs } from '#apps/cli/line-as';

/** With `Z` or an offset; without either it is the time on the wall in the line's zone. */
const INSTANT = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?$/, 'not a time of ISO 8601');

const CHOICE = z.object({
  n: z.number().int().min(0).max(99),
  from: INSTANT.nullish(),
  to: INSTANT.nullish(),
  technician: z.string().nullish(),
  keep: z.boolean().nullish(),
  cancel: z.boolean().nullish(),
  person: z.boolean().nullish(),
});

/** One line of input. */
export const REPLY_LINE = z.object({
  id: z.union([z.string(), z.number()]),
  context: z.enum(['none', 'menu', 'survey', 'cancel-prompt']).default('none'),
  choices: z.array(CHOICE).nullish(),
  visit: z.object({ from: INSTANT, to: INSTANT, technician: z.string().nullish() }).nullish(),
  now: INSTANT,
  zone: z.string().refine(isZone, 'not a time zone of the IANA list'),
  text: z.string(),
});

/** A reply with everything it is read by. */
export type ReplyLine = z.infer<typeof REPLY_LINE>;

/** What a reply wants. `other` stands alone, for what nobody understood. */
export type Understood = {
  readonly id: string | number;
  readonly intents: readonly (Intent | 'other')[];
  readonly slots: {
    readonly choice?: number;
    readonly score?: number;
    readonly when?: When;
    readonly callback?: string;
  };
};

/** One line of `npm run -s cli -- replies`. */
export const replies = (line: unknown): Understood => understand(lineAs(REPLY_LINE, line));

export function understand(line: ReplyLine): Understood {
  const { intents, digit, when, callback } = readReply(line.text, askedOf(line), momentOf(line));
  const slots = {
    ...(intents.includes('choose') && digit !== undefined ? { choice: digit } : {}),
    ...(intents.includes('survey-score') && digit !== undefined ? { score: digit } : {}),
    ...(when === undefined ? {} : { when }),
    ...(callback === undefined ? {} : { callback }),
  };
  return { id: line.id, intents: intents.length ? intents : ['other'], slots };
}

/** The prompt that is open. Who asks for a person with 0 is heard whatever is open, so that line needs no reading. */
function askedOf({ context, choices, zone }: ReplyLine): Asked | null {
  const lines = (choices ?? []).filter(({ person }) => !person).map((choice) => choiceOf(choice, zone));
  const digits = lines.map(({ digit }) => digit);
  switch (context) {
    case 'none':
      return null;
    case 'menu':
      return { kind: 'choice', digits, choices: lines };
    case 'survey':
      return { kind: 'survey', digits: [1, 2, 3, 4, 5] };
    case 'cancel-prompt':
      return { kind: 'cancel', digits: digits.length ? digits : [9], choices: lines };
  }
}

const choiceOf = ({ n, from, to, technician, keep, cancel }: z.infer<typeof CHOICE>, zone: string): Choice => ({
  digit: n,
  ...(technician ? { technicianFirst: firstOf(technician) } : {}),
  ...(from && to ? { from: instant(from, zone), to: instant(to, zone) } : {}),
  ...(keep ? { keep } : {}),
  ...(cancel ? { cancel } : {}),
});

/** When and where it is read. */
export const momentOf = ({ now, zone, visit }: ReplyLine): Moment => ({
  now: instant(now, zone),
  zone,
  ...(visit
    ? {
        visit: {
          from: instant(visit.from, zone),
          to: instant(visit.to, zone),
          ...(visit.technician ? { technicianFirst: firstOf(visit.technician) } : {}),
        },
      }
    : {}),
});

function instant(iso: string, zone: string): Date {
  if (/Z$|[+-]\d\d:?\d\d$/.test(iso)) return new Date(iso);
  const minutes = Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16));
  return instantOf(iso.slice(0, 10), minutes, zone) ?? new Date(`${iso.replace(' ', 'T')}Z`);
}

const firstOf = (name: string) => name.trim().split(/\s+/)[0]!;
