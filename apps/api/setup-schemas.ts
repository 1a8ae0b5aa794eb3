import { z } from 'zod';
import { daysBetween, isZone } from '#time/zone';
import { readPhoneNumber } from '#visits/phone-number';
import { email, localDay, name, text, uuid } from '#apps/api/schemas';

/** What may come in from the setup pages. Times of day are minutes after local midnight. */

const phone = z
  .string()
  .max(40)
  .transform((written) => readPhoneNumber(written) ?? '')
  .refine((number) => number !== '', 'is no phone number: it must be one like +15550100');
const skill = text().trim().toLowerCase().min(1, 'is needed').max(40, 'has at most 40 characters');
const whole = (least: number, most: number) => {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.number(error).int(error).min(least, error).max(most, error);
};
export const SaveTechnician = z.strictObject({
  name,
  phone,
  skills: z.array(skill).max(30, 'has at most 30 skills'),
  territoryId: uuid,
  home: z.union(
    [
      z.strictObject({ lat: z.number().min(-90).max(90), lng: z.number().min(-180).max(180) }),
      z.strictObject({ street: name, city: name }),
    ],
    'must be a street and a city, or lat and lng',
  ),
  active: z.boolean(),
});

const shift = z.strictObject({
  from: whole(0, 1439),
  to: whole(1, 1440),
  break: z.strictObject({ from: whole(0, 1439), minutes: whole(5, 240) }).nullable(),
});
const MOST_DAYS = 92;
export const SetShifts = z.strictObject({
  days: z
    .array(z.strictObject({ day: localDay, shift: shift.nullable() }))
    .min(1, 'must name a day')
    .max(MOST_DAYS, `at most ${MOST_DAYS} days at once`)
    .refine((days) => new Set(days.map((given) => given.day)).size === days.length, 'must name each day once'),
});
export const ShiftDays = z
  .strictObject({ from: localDay, to: localDay })
  .refine(({ from, to }) => from <= to && daysBetween(from, to) < MOST_DAYS, {
    path: ['to'],
    error: `must lie after from, by less than ${MOST_DAYS} days`,
  });

export const SaveTerritory = z.strictObject({
  name,
  zone: z.string().refine(isZone, 'must be a time zone such as America/New_York'),
  leadMinutes: whole(0, 43_200),
  cutOffMinutes: whole(0, 1439).nullable(),
  holdPercent: whole(0, 100),
  blackouts: z
    .array(z.strictObject({ day: localDay, reason: text().trim().min(1, 'says why').max(80) }))
    .max(200, 'has at most 200 days'),
});

export const SaveWorkType = z.strictObject({
  name: text().trim().min(1, 'is needed').max(40, 'has at most 40 characters: it goes out in texts'),
  nameEs: text().trim().min(1).max(40, 'has at most 40 characters: it goes out in texts').nullable(),
  skill,
  minutes: whole(5, 720),
  windowMinutes: whole(15, 240),
  needsFirst: text().min(1).max(40).nullable(),
  gapMinutes: whole(0, 43_200),
  sameTechnician: z.boolean(),
});
export const workCode = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be a code of small letters, digits and dashes, such as fiber-repair');
export const NewWorkType = SaveWorkType.extend({ code: workCode });

const role = z.enum(['desk', 'supervisor'], 'must be desk or supervisor');
export const AddDispatcher = z.strictObject({
  name,
  email,
  role,
});
export const ChangeDispatcher = z.strictObject({ role, active: z.boolean() });
export const NewApiKey = z.strictObject({ name: text().trim().min(1, 'is needed').max(40) });
