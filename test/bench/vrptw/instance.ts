/** One customer of an instance, or its depot. */
export type Customer = {
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly demand: number;
  readonly ready: number;
  readonly due: number;
  readonly service: number;
};

/** A problem as in the files of Solomon and of Gehring and Homberger. */
export type Instance = {
  readonly name: string;
  readonly vehicles: number;
  readonly capacity: number;
  readonly depot: Customer;
  readonly customers: readonly Customer[];
};

/** What nobody can read; the message names the file and the line. */
export class Unreadable extends Error {}

const FIELDS = ['id', 'x', 'y', 'demand', 'ready', 'due', 'service'] as const;

/**
 * Reads an instance: its name, VEHICLE with NUMBER and CAPACITY, CUSTOMER with one line for each, the depot first. Words
 * between the numbers are headings. Throws `Unreadable` where it cannot go on.
 */
export function readInstance(text: string, file: string): Instance {
  const lines = text
    .split(/\r\n|\r|\n/)
    .map((line, i) => ({ at: i + 1, line: line.replace(/^\uFEFF/, '').trim() }))
    .filter(({ line }) => line !== '');
  const fail = (at: number, why: string): never => {
    throw new Unreadable(`${file}:${at}: ${why}`);
  };
  const name = lines[0]?.line ?? fail(1, 'the file is empty');
  const end = lines[lines.length - 1]!.at;
  const rows = lines.slice(1).filter(({ line }) => !/^[A-Z][A-Z .]*$/i.test(line));
  const numbersIn = ({ at, line }: { at: number; line: string }, count: number, what: string) => {
    const numbers = line.split(/\s+/).map(Number);
    if (numbers.length !== count || !numbers.every((n) => Number.isFinite(n)))
      fail(at, `${count} numbers wanted (${what}), there is: ${line}`);
    return numbers;
  };
  const fleet = rows[0] ?? fail(end, 'there is no line with the number of vehicles and their capacity');
  const [vehicles, capacity] = numbersIn(fleet, 2, 'vehicles, capacity') as [number, number];
  if (!Number.isInteger(vehicles) || vehicles < 1) fail(fleet.at, `there must be a vehicle, there is: ${vehicles}`);
  if (capacity < 0) fail(fleet.at, `a capacity is not negative, there is: ${capacity}`);
  const seen = new Set<number>();
  const all = rows.slice(1).map((row): Customer => {
    const numbers = numbersIn(row, FIELDS.length, FIELDS.join(', '));
    const customer = Object.fromEntries(FIELDS.map((field, i) => [field, numbers[i]!])) as Record<
      (typeof FIELDS)[number],
      number
    >;
    if (seen.has(customer.id)) fail(row.at, `customer ${customer.id} stands here a second time`);
    seen.add(customer.id);
    if (customer.due < customer.ready) fail(row.at, `customer ${customer.id} is due before being ready`);
    if (customer.demand < 0 || customer.service < 0) fail(row.at, `customer ${customer.id} has a negative number`);
    return customer;
  });
  const [depot, ...customers] = all;
  if (!depot || !customers.length) return fail(end, 'there is no customer');
  return { name, vehicles, capacity, depot, customers };
}
