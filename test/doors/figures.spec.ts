import type { FiguresView, FigureVisitsView } from '#store/views';
import { read } from '#test/doors/server';
import { openTown, type Town } from '#test/doors/town';
import { season, wall, writeHistory } from '#test/world/history';

const ZONE = 'America/New_York';
let town: Town;
let territoryId: string;

beforeAll(async () => {
  town = await openTown();
  const [territory] = await town.sql<{ id: string }>('SELECT id FROM territory');
  const [work] = await town.sql<{ code: string }>('SELECT code FROM work_type ORDER BY code');
  territoryId = territory!.id;
  const days = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19'];
  const technicianIds = [...town.technicians.values()];
  const past = season({ territoryId, zone: ZONE, technicianIds, workCodes: [work!.code], days, perTechnician: 4 });
  await writeHistory(town.sql, past);
});
afterAll(async () => {
  const { failures } = town;
  await town.close();
  expect(failures).toEqual([]);
});

const ask = async <T>(query: string) => read(await town.asDesk({ path: `/api/figures${query}` })) as T;
const RANGE = 'from=2026-02-16&to=2026-02-19';

it('without days it looks at four weeks up to today', async () => {
  const [{ now }] = (await town.sql<{ now: Date }>('SELECT doorward_now() AS now')) as [{ now: Date }];
  expect(now < wall('2026-03-04', '00:00', ZONE)).toBe(true);
  const figures = await ask<FiguresView>('');
  expect(figures).toMatchObject({ from: '2026-02-04', to: '2026-03-03', territoryId: null });
  expect(figures.visits.due).toBe(32);
});

it('each figure opens as many visits as it was made of', async () => {
  const figures = await ask<FiguresView>(`?${RANGE}&territory=${territoryId}`);
  const opened = (figure: string, part = '') => ask<FigureVisitsView>(`/visits?${RANGE}&figure=${figure}${part}`);
  expect(figures.firstPromise.of).toBe(32);
  expect(await opened('first-promise')).toMatchObject({ total: 32, good: figures.firstPromise.count });
  expect(await opened('surprises')).toMatchObject({ total: 32, bad: figures.surprises.count });
  expect(await opened('warning')).toMatchObject({ total: 32 - figures.firstPromise.count });
  expect(await opened('texts')).toMatchObject({ total: 32, good: 0, bad: 0 });
  const [horizon] = figures.byHorizon;
  expect(await opened('predictions', `&horizon=${horizon!.minutes}`)).toMatchObject({
    total: horizon!.coverage.of,
    good: horizon!.coverage.count,
  });
  for (const { hour, visits } of figures.byHour)
    expect(await opened('first-promise', `&hour=${hour}`)).toMatchObject({ total: visits });
  for (const { technicianId, visits } of figures.byTechnician)
    expect(await opened('first-promise', `&technician=${technicianId}`)).toMatchObject({ total: visits });
  for (const { workCode, visits } of figures.byWork)
    expect(await opened('first-promise', `&work=${workCode}`)).toMatchObject({ total: visits });
});

it('a visit is listed with what was promised, what came, and a verdict; the next ones follow', async () => {
  const all = await ask<FigureVisitsView>(`/visits?${RANGE}&figure=first-promise`);
  expect(all.visits[0]).toMatchObject({
    customer: expect.any(String),
    technician: expect.any(String),
    verdict: expect.stringMatching(/^Came .*(after|in|before) the window$/),
  });
  const rest = await ask<FigureVisitsView>(`/visits?${RANGE}&figure=first-promise&after=20`);
  expect(rest.visits.map(({ ref }) => ref)).toEqual(all.visits.slice(20).map(({ ref }) => ref));
});

it('days without a visit have no figures', async () => {
  const none = await ask<FiguresView>('?from=2025-01-01&to=2025-12-31');
  expect(none.visits).toEqual({ due: 0, open: 0, cancelled: 0 });
  expect(none.firstPromise.percent).toBeNull();
});

it.each([
  ['?from=2026-03-02&to=2026-03-01', 'the first day must not lie after the last'],
  ['?from=2025-01-01&to=2026-02-05', 'at most 400 days'],
  ['?from=yesterday', 'from: must be a day such as 2026-03-03'],
  ['?from=2026-02-30', 'must be a day such as 2026-03-03'],
  ['?to=1999-12-31', 'must lie between the years 2000 and 2100'],
  ['?territory=Harbor', 'territory: must be an id'],
  ['?since=2026-03-02', 'since'],
  ['/visits', 'figure: must be one of first-promise'],
  ['/visits?figure=luck', 'figure: must be one of first-promise'],
  ['/visits?figure=predictions&horizon=45', 'horizon: must be one of 120, 60, 30, 15'],
  ['/visits?figure=texts&hour=24', 'hour: must be an hour from 0 to 23'],
  ['/visits?figure=texts&hour=nine', 'hour: must be an hour from 0 to 23'],
  ['/visits?figure=texts&quarter=spring', 'quarter: must be a quarter such as 2026-Q1'],
  ['/visits?figure=texts&after=-1', 'after: must not be negative'],
  ['/visits?figure=texts&technician=Maria', 'technician: must be an id'],
])('%s is refused in words', async (query, why) => {
  const reply = await town.asDesk({ path: `/api/figures${query}` });
  expect(reply.status).toBe(400);
  expect(String(reply.headers['content-type'])).toContain('problem+json');
  expect((read(reply) as { say: string }).say).toContain(why);
});

it('exactly 400 days are taken', async () => {
  expect((await town.asDesk({ path: '/api/figures?from=2025-01-01&to=2026-02-04' })).status).toBe(200);
});

it('a territory there is not is said to be none', async () => {
  const reply = await town.asDesk({ path: '/api/figures?territory=0197a000-0000-7000-8000-000000000001' });
  expect(reply.status).toBe(404);
  expect((read(reply) as { say: string }).say).toBe('There is no such territory.');
});

it('the address of the page keeps what is asked for', async () => {
  const reply = await town.ask({ path: '/board/right?from=2026-02-16' });
  expect([reply.status, reply.headers.location]).toEqual([302, '/board/?page=right&from=2026-02-16']);
});
