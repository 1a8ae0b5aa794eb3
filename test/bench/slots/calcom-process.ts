import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

/*
 * The peer in a process of its own: Cal.com's published slot code on the same days, each technician a host with his shift
 * as working hours and his stays as busy times. It knows no places and no driving. Reads the days from standard input and
 * writes one line of JSON.
 */

type Host = { readonly shifts: readonly [number, number][]; readonly busy: readonly [number, number][] };
type Asked = { readonly folder: string; readonly zone: string; readonly from: number; readonly to: number; readonly hosts: readonly Host[] }; // prettier-ignore

type Ranges = readonly { readonly start: { valueOf(): number }; readonly end: { valueOf(): number } }[];
type Peer = {
  buildDateRanges(ask: object): { readonly dateRanges: Ranges };
  subtract(ranges: Ranges, busy: Ranges): Ranges;
  slots(ask: object): readonly unknown[];
};

type Loading = { _load(name: string, ...more: unknown[]): unknown; new (path: string): Compiled };
type Compiled = { filename: string; exports: Record<string, unknown>; _compile(source: string, path: string): void };

function load(folder: string): Peer & { dayjs: any } {
  const require = createRequire(join(folder, 'package.json'));
  const Module = require('node:module') as Loading;
  const dist = join(folder, 'package', 'dist');
  const own = Module._load;
  // The package leans on the rest of Cal.com (database, mail, calendars), which is not published: the slot code never
  // calls it, and gets an empty shell in its place.
  Module._load = function (name: string, ...more: unknown[]) {
    if (name === 'dayjs' || name.startsWith('dayjs/')) return own.call(this, require.resolve(name), ...more);
    if (name.startsWith('node:') || name.startsWith('/') || /^(date-ranges|index-Br7)/.test(basename(name)))
      return own.call(this, name, ...more);
    return shell();
  };
  const file = readdirSync(dist).find((each) => /^date-ranges-.*\.cjs$/.test(each))!;
  const ranges = require(join(dist, file)) as Pick<Peer, 'buildDateRanges' | 'subtract'>;
  const path = join(dist, 'slots.cjs');
  const module = new Module(path);
  module.filename = path;
  module._compile(`${readFileSync(path, 'utf8')}\nexports.build = buildSlotsWithDateRanges;`, path);
  return { ...ranges, slots: module.exports['build'] as Peer['slots'], dayjs: require('dayjs') };
}

const shell = (): unknown =>
  new Proxy(function () {}, {
    get: (_, key) =>
      key === 'then' ? undefined : key === 'prototype' ? {} : key === Symbol.toPrimitive ? () => '' : shell(),
    apply: shell,
    construct: () => shell() as object,
  });

function run({ folder, zone, from, to, hosts }: Asked): { cpuMs: number; slots: number } {
  const { buildDateRanges, subtract, slots, dayjs } = load(folder);
  const [dateFrom, dateTo] = [dayjs.utc(from), dayjs.utc(to)];
  const hours = (t: number) => {
    const local = dayjs.utc(t).tz(zone);
    return new Date(Date.UTC(1970, 0, 1, local.hour(), local.minute()));
  };
  const before = process.cpuUsage();
  let found = 0;
  for (const { shifts, busy } of hosts) {
    const [first] = shifts as [[number, number]];
    const availability = [{ days: [0, 1, 2, 3, 4, 5, 6], startTime: hours(first[0]), endTime: hours(first[1]) }];
    const { dateRanges } = buildDateRanges({ availability, timeZone: zone, dateFrom, dateTo, travelSchedules: [] });
    const taken = busy.map(([start, end]) => ({ start: dayjs.utc(start), end: dayjs.utc(end) }));
    found += slots({ dateRanges: subtract(dateRanges, taken), frequency: 30, eventLength: 60, timeZone: zone, minimumBookingNotice: 0 }).length; // prettier-ignore
  }
  const { user, system } = process.cpuUsage(before);
  return { cpuMs: (user + system) / 1000, slots: found };
}

const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
process.stdout.write(`${JSON.stringify(run(JSON.parse(Buffer.concat(chunks).toString()) as Asked))}\n`);
