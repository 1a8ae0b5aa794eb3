import { boardAddress, isRight } from '../right/asked';

/** The parts of the setup pages, in the order in which a company needs them. */
export const PARTS = [
  ['start', 'Start'],
  ['territories', 'Territories'],
  ['work', 'Work types'],
  ['technicians', 'Technicians'],
  ['shifts', 'Shifts'],
  ['skills', 'Skills'],
  ['visit', 'New visit'],
  ['import', 'Import lists'],
  ['messages', 'Messages'],
  ['people', 'Users'],
  ['keys', 'API keys'],
  ['settings', 'Hours and numbers'],
] as const;
export type Part = (typeof PARTS)[number][0];

export const isSetup = (search: string): boolean => new URLSearchParams(search).get('page') === 'setup';

/** On a page of its own, where the keys of the board mean nothing. */
export const isElsewhere = (search: string): boolean => isRight(search) || isSetup(search);

export function readPart(search: string): Part {
  const asked = new URLSearchParams(search).get('part');
  return PARTS.find(([part]) => part === asked)?.[0] ?? 'start';
}

/** What one part is asked to show, such as the shifts of one technician. */
export const readWhose = (search: string): string | null => new URLSearchParams(search).get('whose');

export function setupAddress(part: Part, whose?: string): string {
  const address = new URLSearchParams(boardAddress());
  address.set('page', 'setup');
  address.set('part', part);
  if (whose) address.set('whose', whose);
  return `?${address.toString()}`;
}
