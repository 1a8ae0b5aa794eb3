import { z } from 'zod';
import { readPhoneNumber } from '#visits/phone-number';
import type { ImportKind, ImportPlan } from '#store/setup-views';
import { fieldsOf } from '#flows/imports/columns';

/** What there is to choose from. */
export type Known = {
  readonly territories: ReadonlyMap<string, { readonly id: string; readonly name: string; readonly zone: string }>;
  /** By code and by name, in small letters. */
  readonly works: ReadonlyMap<string, string>;
};

export type RowGiven = {
  readonly name: string;
  readonly phone: string;
  readonly email: string | null;
  readonly language: 'en' | 'es' | null;
  readonly skills: readonly string[];
  readonly street: string;
  readonly city: string;
  readonly region: string | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly territory: { readonly id: string; readonly name: string; readonly zone: string } | null;
  readonly work: string;
  readonly ref: string;
  readonly notes: string;
};

const LANGUAGES: Readonly<Record<string, 'en' | 'es'>> = {
  en: 'en',
  english: 'en',
  inglés: 'en',
  ingles: 'en',
  es: 'es',
  spanish: 'es',
  español: 'es',
  espanol: 'es',
};
const MOST: Readonly<Record<string, number>> = {
  name: 80,
  street: 80,
  city: 80,
  notes: 500,
  ref: 80,
  skills: 400,
  email: 120,
};
const EMAIL = z.email();

/** The row as it is meant, and all that is wrong with it, in words. */
export function readRow(
  kind: ImportKind,
  cells: readonly string[],
  plan: ImportPlan,
  known: Known,
): { readonly given: RowGiven; readonly wrong: readonly string[] } {
  const wrong: string[] = [];
  const at = (field: string) => {
    const column = plan.columns[field];
    return column === null || column === undefined ? '' : (cells[column] ?? '');
  };
  for (const { name, label, isNeeded } of fieldsOf(kind)) {
    if (isNeeded && !at(name)) wrong.push(`${label} is missing`);
    if (at(name).length > (MOST[name] ?? 80)) wrong.push(`${label} has more than ${MOST[name] ?? 80} characters`);
  }
  const phone = readPhoneNumber(at('phone'));
  if (at('phone') && !phone) wrong.push(`${at('phone')} is no phone number`);
  if (at('email') && !EMAIL.safeParse(at('email')).success) wrong.push(`${at('email')} is no e-mail address`);
  const language = at('language') ? (LANGUAGES[at('language').toLowerCase()] ?? null) : null;
  if (at('language') && !language) wrong.push(`${at('language')} is no language we speak (English or Spanish)`);
  const region = at('region').toUpperCase() || null;
  if (region && !/^[A-Z]{2}$/.test(region)) wrong.push(`${at('region')} is no state such as FL`);
  const [lat, lng] = [degrees(at('lat'), 90), degrees(at('lng'), 180)];
  if (at('lat') && lat === null) wrong.push(`${at('lat')} is no latitude`);
  if (at('lng') && lng === null) wrong.push(`${at('lng')} is no longitude`);
  if ((at('lat') === '') !== (at('lng') === '')) wrong.push('latitude and longitude belong together');
  const wantsPlace = kind !== 'customers' || at('street') !== '';
  const called = at('territory') || plan.territory || '';
  const territory = known.territories.get(called.toLowerCase()) ?? null;
  if (wantsPlace && !territory)
    wrong.push(called ? `there is no territory called ${called}` : 'the territory is missing');
  if (kind === 'customers' && at('street') && !at('city')) wrong.push('City is missing');
  if (kind === 'technicians' && !at('lat') && !(at('street') && at('city')))
    wrong.push('the home is missing: street and city, or latitude and longitude');
  const calledWork = at('work') || plan.work || '';
  const work = known.works.get(calledWork.toLowerCase()) ?? '';
  if (kind === 'visits' && !work)
    wrong.push(calledWork ? `there is no work type called ${calledWork}` : 'the work type is missing');
  return {
    given: {
      name: at('name'),
      phone: phone ?? '',
      email: at('email') || null,
      language,
      skills: at('skills')
        .split(/[,;|/]/)
        .map((skill) => skill.trim().toLowerCase())
        .filter(Boolean),
      street: at('street'),
      city: at('city'),
      region,
      lat,
      lng,
      territory,
      work,
      ref: at('ref'),
      notes: at('notes'),
    },
    wrong,
  };
}

function degrees(text: string, most: number): number | null {
  const value = Number(text.replace(',', '.'));
  return text === '' || Number.isNaN(value) || Math.abs(value) > most ? null : value;
}
