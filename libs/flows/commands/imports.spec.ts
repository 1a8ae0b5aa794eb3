import { isRefused } from '#visits/refused';
import type { ImportChoice, ImportKind, ImportView } from '#store/setup-views';
import { beginList, listResult, listView, uploadList } from '#flows/commands/imports';
import type { Doorward } from '#flows/doorward';
import { DAVES, TECHNICIANS } from '#test/branches/morning';
import { local, TERRITORY } from '#test/world/company';
import { openRoom, type Room } from '#test/world/room';

/* Lists as they come from elsewhere, into a real database. */

let room: Room;
beforeAll(async () => {
  room = await openRoom({ technicians: TECHNICIANS, from: '10:42:00', settings: { LANGUAGE: 'es' } });
});
afterAll(() => room.close());

const AT = `${DAVES.lat},${DAVES.lng}`;
const csv = (...lines: readonly string[]) => Buffer.from(lines.join('\n'));

async function upload(kind: ImportKind, bytes: Buffer): Promise<ImportView> {
  const list = await uploadList(room.house)({ kind, name: `${kind}.csv`, bytes, dispatcher: 'Ana Silva' });
  if (isRefused(list)) throw new Error(list.refused);
  return (await listView(room.house, list.id))!;
}

type Bringing = { readonly otherwise?: ImportChoice; readonly invite?: boolean; readonly house?: Doorward };

/** Begins as the page does; `null` only looks. */
async function begin({ id, head }: ImportView, bring: Bringing | null = {}) {
  const { otherwise = 'ours', invite = false, house = room.house } = bring ?? {};
  return beginList(house)({
    id,
    plan: { columns: head.guess, territory: TERRITORY, work: 'repair' },
    bring: bring && { choices: {}, otherwise, invite },
    dispatcher: 'Ana Silva',
  });
}

async function through(list: ImportView, bring: Bringing | null = {}): Promise<ImportView> {
  const begun = await begin(list, bring);
  if (isRefused(begun)) throw new Error(begun.refused);
  await begun.ended;
  return (await listView(room.house, list.id))!;
}
const look = async (kind: ImportKind, bytes: Buffer) => through(await upload(kind, bytes), null);
const bring = async (kind: ImportKind, bytes: Buffer, how: Bringing = {}) => through(await upload(kind, bytes), how);
const errors = ({ rows }: ImportView) =>
  rows.filter(({ outcome }) => outcome === 'error').map(({ row, says }) => `${row}: ${says}`);

/** How much there is of everything but lists. */
async function there(): Promise<Record<string, number>> {
  const tables = await room.sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('csv_import', 'leg')`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await room.sql<{ count: number }>(`SELECT count(*)::int AS count FROM "${name}"`);
    counts[name] = row!.count;
  }
  return counts;
}

const technicians = csv(
  'Name,Phone,Skills,Territory,Lat,Lng',
  `Nora Hall,(555) 010-0301,"Fiber, ladder",Harbor,${AT}`,
  `Otto Kern,+1 555,fiber,Harbor,${AT}`,
  `,+15550100303,fiber,Harbor,${AT}`,
  `Ida Roth,+15550100304,fiber,Nowhere,${AT}`,
  'Pia Lund,+15550100305,fiber,Harbor,,',
  'Ben Moss,+15550100306,fiber,Harbor,north,-76.61',
  `Nora Again,+15550100301,fiber,Harbor,${AT}`,
  `Maria Gomez-Ruiz,+15550201,fiber,Harbor,${AT}`,
);

describe('technicians', () => {
  it('what is wrong with each row is said in words, and looking writes nothing', async () => {
    const before = await there();
    const list = await look('technicians', technicians);
    expect(errors(list)).toEqual([
      '3: +1 555 is no phone number',
      '4: Name is missing',
      '5: there is no territory called Nowhere',
      '6: the home is missing: street and city, or latitude and longitude',
      '7: north is no latitude',
      '8: the same phone as row 2',
    ]);
    expect(list.counts).toEqual({ ready: 1, error: 6, duplicate: 1 });
    expect(list.rows.find(({ outcome }) => outcome === 'duplicate')).toMatchObject({
      row: 9,
      says: 'the same phone',
      ours: { name: 'Maria Gomez' },
      theirs: { name: 'Maria Gomez-Ruiz' },
    });
    expect(await there()).toEqual(before);
  });

  it('are brought in once, however often the list comes', async () => {
    expect((await bring('technicians', technicians)).counts).toEqual({ imported: 1, error: 6, known: 1 });
    const before = await there();
    expect((await bring('technicians', technicians)).counts).toEqual({ known: 2, error: 6 });
    expect(await there()).toEqual({ ...before, timeline: before['timeline']! + 1 });
    expect(
      await room.sql(`SELECT name, phone, skills, active FROM technician WHERE phone IN ('+15550100301', '+15550201')`),
    ).toEqual(
      expect.arrayContaining([
        { name: 'Nora Hall', phone: '+15550100301', skills: ['fiber', 'ladder'], active: true },
        { name: 'Maria Gomez', phone: '+15550201', skills: ['fiber'], active: true },
      ]),
    );
  });

  it('take what the list says where that is chosen', async () => {
    expect((await bring('technicians', technicians, { otherwise: 'theirs' })).counts).toMatchObject({ updated: 1 });
    expect(await room.sql(`SELECT name FROM technician WHERE phone = '+15550201'`)).toEqual([
      { name: 'Maria Gomez-Ruiz' },
    ]);
  });
});

const visits = csv(
  'Order no,Customer,Phone,Email,Language,Street,City,Lat,Lng,Job type,Notes',
  `A-1,Dave Miller,+15550100,dave@home.example,en,12 Oak St,Doorward,${AT},repair,`,
  `A-2,Nora Kim,+15550101,,es,3 Hill Rd,Doorward,${AT},Check,gate code 4471`,
  `A-3,Olga Berg,+15550102,olga at home,fr,9 Elm St,Doorward,${AT},digging,`,
  `A-1,Dave Miller,+15550100,,en,12 Oak St,Doorward,${AT},repair,again`,
  ',Hugo Ott,+15550103,,,1 New St,Doorward,39.3,,repair,',
);

describe('visits', () => {
  const orders = () =>
    room.sql<{ ref: string; work: string; name: string; language: string; email: string | null }>(
      `SELECT w.external_ref AS ref, w.work_type_code AS work, c.name, c.language, c.email FROM work_order w
       JOIN customer c ON c.id = w.customer_id WHERE w.external_ref LIKE 'A-%' ORDER BY 1`,
    );

  it('what is wrong with each row is said in words, and looking writes nothing', async () => {
    const before = await there();
    const list = await look('visits', visits);
    expect(errors(list)).toEqual([
      '4: olga at home is no e-mail address; fr is no language we speak (English or Spanish); there is no work type called digging',
      '5: the same visit as row 2',
      '6: latitude and longitude belong together',
    ]);
    expect(list.counts).toEqual({ ready: 2, error: 3 });
    expect(await there()).toEqual(before);
  });

  it('are opened once, in the language of the list and of the house, and nobody is texted who was not meant to be', async () => {
    expect((await bring('visits', visits)).counts).toEqual({ imported: 2, error: 3 });
    expect(await orders()).toEqual([
      { ref: 'A-1', work: 'repair', name: 'Dave Miller', language: 'en', email: 'dave@home.example' },
      { ref: 'A-2', work: 'short-check', name: 'Nora Kim', language: 'es', email: null },
    ]);
    const before = await there();
    const again = await look('visits', visits);
    expect(again.counts).toEqual({ known: 2, error: 3 });
    expect((await through(again)).counts).toEqual({ known: 2, error: 3 });
    expect((await bring('visits', visits, { invite: true })).counts).toEqual({ known: 2, error: 3 });
    expect(await there()).toEqual({ ...before, timeline: before['timeline']! + 2 });
    expect(await room.sql(`SELECT 1 FROM message WHERE kind = 'booking-link'`)).toEqual([]);
  });

  it('without references are told apart by what they say; who is invited is texted once, in his language', async () => {
    const list = csv(
      'Nombre;Teléfono;Idioma;Dirección;Ciudad;Lat;Lng;Comentarios',
      'Rosa Díaz;+15550110;Español;4 Bay St;Doorward;39.29;-76.61;timbre',
      'Rosa Díaz;+15550110;Español;4 Bay St;Doorward;39.29;-76.61;otra cosa',
    );
    expect((await bring('visits', list, { invite: true })).counts).toEqual({ imported: 2 });
    expect((await bring('visits', list, { invite: true })).counts).toEqual({ known: 2 });
    await room.settle();
    const texts = room.texts('+15550110');
    expect(texts).toHaveLength(2);
    for (const text of texts) expect(text).toMatch(/escoja|elija|horario/i);
  });
});

describe('customers', () => {
  const customers = () =>
    room.sql<{ name: string; language: string; email: string | null }>(
      `SELECT name, language, email FROM customer WHERE phone LIKE '+155504%' ORDER BY phone`,
    );

  it('speak the language of the house where the list says none', async () => {
    await bring('customers', csv('name,phone,language', 'Ann Ray,+15550401,', 'Bob Ray,+15550402,en'));
    expect(await customers()).toEqual([
      { name: 'Ann Ray', language: 'es', email: null },
      { name: 'Bob Ray', language: 'en', email: null },
    ]);
  });

  it('an e-mail address where we have none is taken; another one than ours is asked about', async () => {
    const list = (email: string) => csv('name,phone,e-mail', `Ann Ray,+15550401,${email}`);
    expect((await bring('customers', list('ann@home.example'))).counts).toEqual({ updated: 1 });
    expect((await bring('customers', list('ANN@home.example'))).counts).toEqual({ known: 1 });
    const other = await look('customers', list('ann@work.example'));
    expect(other.rows).toMatchObject([
      { outcome: 'duplicate', ours: { email: 'ann@home.example' }, theirs: { email: 'ann@work.example' } },
    ]);
    expect((await through(other)).counts).toEqual({ known: 1 });
    expect((await bring('customers', list('ann@work.example'), { otherwise: 'theirs' })).counts).toEqual({
      updated: 1,
    });
    expect(await customers()).toMatchObject([{ email: 'ann@work.example' }, { email: null }]);
  });
});

describe('odd files', () => {
  const person = 'Zoë "Zo" Núñez';
  const cells = `"Zoë ""Zo"" Núñez"`;
  const nth = (n: number) => `+1555050${n}`;
  it.each([
    ['a mark at its beginning', (n: number) => Buffer.from(`\ufeffname,phone\r\n${cells},${nth(n)}\r\n`)],
    ['Latin-1 and semicolons', (n: number) => Buffer.from(`name;phone\r\n${cells};${nth(n)}`, 'latin1')],
    ['UTF-16 and tabs', (n: number) => Buffer.from(`\ufeffname\tphone\n${cells}\t${nth(n)}\n`, 'utf16le')],
    [
      'empty rows and lines within cells',
      (n: number) => Buffer.from(`name,phone,x\n\n,,\n${cells},${nth(n)},"a\nb"\n\n`),
    ],
  ])('with %s gives its people', async (_, file) => {
    const n = 10 + (await room.sql('SELECT 1 FROM csv_import')).length;
    expect((await bring('customers', file(n))).counts).toEqual({ imported: 1 });
    expect(await room.sql('SELECT name FROM customer WHERE phone = $1', [nth(n)])).toEqual([{ name: person }]);
  });

  it('with 50,000 rows is refused in words before anything is kept', async () => {
    const before = await room.sql('SELECT 1 FROM csv_import');
    const rows = Array.from({ length: 50_000 }, (_, n) => `A,+1555${String(6_000_000 + n)}`);
    expect(
      await uploadList(room.house)({
        kind: 'customers',
        name: 'all.csv',
        bytes: csv('name,phone', ...rows),
        dispatcher: 'Ana Silva',
      }),
    ).toMatchObject({ refused: 'The file has more than 20,000 rows: please split it.' });
    expect(await room.sql('SELECT 1 FROM csv_import')).toHaveLength(before.length);
  });

  it('with formulas comes back as text that reckons nothing, and brought again it is known', async () => {
    const list = await bring(
      'customers',
      csv('name,phone,notes', '=cmd|x,+15550601,@SUM(A1)', "-2+3,+15550602,'quoted'", '"+A,""b""",+15550603,\t=1'),
    );
    expect(list.counts).toEqual({ imported: 3 });
    const result = (await listResult(room.house, list.id))!;
    const cellsOf = result.split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replace(/^\ufeff|^"/g, ''));
    expect(cellsOf.filter((cell) => /^[=+\-@\t]/.test(cell))).toEqual([]);
    expect((await bring('customers', Buffer.from(result))).counts).toEqual({ known: 3 });
    expect(await room.sql(`SELECT name FROM customer WHERE phone LIKE '+155506%' ORDER BY phone`)).toEqual([
      { name: '=cmd|x' },
      { name: '-2+3' },
      { name: '+A,"b"' },
    ]);
  });
});

describe('broken off in the middle', () => {
  const ROWS = 12;
  const list = (start: number) =>
    csv(
      'ref,name,phone,street,city,lat,lng',
      ...Array.from(
        { length: ROWS },
        (_, n) => `B-${start + n},Row ${start + n},+15557${start + n},${n} Main St,Doorward,${AT}`,
      ),
    );
  const opened = async (start: number) =>
    (
      await room.sql(`SELECT 1 FROM work_order WHERE external_ref BETWEEN $1 AND $2`, [
        `B-${start}`,
        `B-${start + ROWS}`,
      ])
    ).length;

  it.each([0, 1, 5, 11])('after %i rows: it says so, goes on where it was, and nothing comes twice', async (done) => {
    const start = 1000 + done * 100;
    let commits = 0;
    const failures: string[] = [];
    const house: Doorward = {
      ...room.house,
      onFailure: (what) => void failures.push(what),
      store: {
        ...room.house.store,
        commit: (work) => {
          if (commits++ >= done) throw new Error('the process died');
          return room.house.store.commit(work);
        },
      },
    };
    const broken = await through(await upload('visits', list(start)), { house });
    expect(broken).toMatchObject({ state: 'failed', counts: {} });
    expect(failures).toEqual(['a list could not be gone through']);
    expect(await opened(start)).toBe(done);
    const whole = await through(broken);
    expect(whole.state).toBe('done');
    expect(whole.counts).toEqual({ imported: ROWS - done, ...(done ? { known: done } : {}) });
    expect(await opened(start)).toBe(ROWS);
    expect(
      await room.sql(`SELECT 1 FROM customer WHERE name LIKE 'Row %' AND phone LIKE $1`, [`+15557${start / 100}__`]),
    ).toHaveLength(ROWS);
  });

  it('a list on which nobody works any more is broken off; one on which somebody works is left to him', async () => {
    const uploaded = await upload('visits', list(3000));
    const silent = (seconds: number) =>
      room.sql(
        `UPDATE csv_import SET state = 'running', beat_at = clock_timestamp() - make_interval(secs => $2) WHERE id = $1`,
        [uploaded.id, seconds],
      );
    await silent(5);
    expect((await listView(room.house, uploaded.id))!.state).toBe('running');
    expect(await begin(uploaded)).toMatchObject({ refused: 'This list is being gone through already.' });
    await silent(61);
    expect((await listView(room.house, uploaded.id))!.state).toBe('failed');
    expect((await through(uploaded)).counts).toEqual({ imported: ROWS });
  });

  it('two who begin one list at once are one', async () => {
    const uploaded = await upload('visits', list(4000));
    const begun = await Promise.all([begin(uploaded), begin(uploaded), begin(uploaded)]);
    expect(begun.filter(isRefused)).toHaveLength(2);
    await Promise.all(begun.map((one) => !isRefused(one) && one.ended));
    expect(await opened(4000)).toBe(ROWS);
  });

  it('two who bring the same file at the same moment bring it once', async () => {
    const both = await Promise.all([upload('visits', list(5000)), upload('visits', list(5000))]);
    const ends = await Promise.all(both.map((one) => through(one)));
    expect(ends.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await opened(5000)).toBe(ROWS);
    const people = csv('name,phone', ...Array.from({ length: ROWS }, (_, n) => `Twin ${n},+155580${10 + n}`));
    const twins = await Promise.all([bring('customers', people), bring('customers', people)]);
    expect(twins.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await room.sql(`SELECT 1 FROM customer WHERE name LIKE 'Twin %'`)).toHaveLength(ROWS);
  });
});

it('after thirty days the night erases a list; that it was brought stays', async () => {
  const old = await bring('customers', csv('name,phone', 'Old List,+15550901'));
  const young = await upload('customers', csv('name,phone', 'Young List,+15550902'));
  await room.sql(`UPDATE csv_import SET made_at = $2 WHERE id = $1`, [old.id, local('02:59', '2026-02-02')]);
  await room.sql(`UPDATE csv_import SET made_at = $2 WHERE id = $1`, [young.id, local('03:00', '2026-02-02')]);
  await room.sql(
    `INSERT INTO timer (key, kind, subject, due_at) VALUES ('night', 'night', '00000000-0000-0000-0000-000000000000', $1)
     ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at`,
    [local('03:00', '2026-03-04')],
  );
  await room.until('03:00:00', '2026-03-04');
  expect(await listView(room.house, old.id)).toBeNull();
  expect(await listResult(room.house, old.id)).toBeNull();
  expect(await begin(old)).toMatchObject({ refused: 'There is no such list any more: please bring it again.' });
  expect(await listView(room.house, young.id)).not.toBeNull();
  expect(
    await room.sql(`SELECT reason FROM timeline WHERE type = 'import.done' AND data->>'importId' = $1`, [old.id]),
  ).toEqual([{ reason: 'customers of customers.csv' }]);
});
