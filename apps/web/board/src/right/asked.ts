/** What the page "Were we right?" is asked for, as it stands in the address. Everything but `page` may be absent. */
export type Asked = Partial<Record<(typeof DAYS | typeof FIGURE)[number], string>>;

/** Which visits are looked at. */
const DAYS = ['from', 'to', 'territory'] as const;
/** Which figure is opened, and which part of it. */
const FIGURE = ['figure', 'horizon', 'hour', 'technician', 'work', 'quarter'] as const;

export const isRight = (search: string): boolean => new URLSearchParams(search).get('page') === 'right';

export function readAsked(search: string): Asked {
  const asked = new URLSearchParams(search);
  return Object.fromEntries(
    [...DAYS, ...FIGURE].flatMap((name) => (asked.get(name) ? [[name, asked.get(name)!]] : [])),
  );
}

/** The address of that page, with the story that is open now. */
export const rightAddress = (asked: Asked): string => addressOf({ page: 'right', ...asked });

/** The address of the board, with the story that is open now. */
export const boardAddress = (): string => addressOf({});

function addressOf(wanted: Readonly<Record<string, string | undefined>>): string {
  const now = new URLSearchParams(location.search);
  const address = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) address.set(name, value);
  for (const name of ['day', 'order']) if (now.get(name)) address.set(name, now.get(name)!);
  const query = address.toString();
  return query ? `?${query}` : '';
}

export const daysOf = ({ from, to, territory }: Asked): Asked => ({
  ...(from && { from }),
  ...(to && { to }),
  ...(territory && { territory }),
});

/** What the API is asked: it knows these names, too. */
export const queryOf = (asked: Asked): string => {
  const query = new URLSearchParams(asked as Record<string, string>).toString();
  return query ? `?${query}` : '';
};
