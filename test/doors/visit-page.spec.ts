import { STYLE, STYLE_HASH } from '#apps/api/customer/style';
import { tokenOf, visitLink } from '#flows/links';
import { form, type Reply } from '#test/doors/server';
import { type Booked, openTown, type Town, withHeaders } from '#test/doors/town';

/* What a customer does on his page, done by hand: twice, too late, from an old page, by somebody else. */

let town: Town;
beforeAll(async () => {
  town = await openTown();
}, 120_000);
afterAll(async () => {
  const { failures } = town;
  await town.close();
  expect(failures).toEqual([]);
});

const look = ({ link }: { link: string }, rest = '') => town.ask({ path: `/v/${link}${rest}` });
const press = ({ link }: { link: string }, what: string, fields: Record<string, string> = {}) =>
  town.ask({ path: `/v/${link}/${what}`, ...form(fields) });
const leadsTo = (reply: Reply) => [reply.status, reply.headers['location']];
const visitOf = async ({ appointmentId }: { appointmentId: string }) =>
  (
    await town.sql<{ state: string; revision: number; from: Date }>(
      'SELECT state, revision, window_from AS "from" FROM appointment WHERE id = $1',
      [appointmentId],
    )
  )[0]!;
const happened = async (type: string) =>
  (await town.sql<{ n: number }>('SELECT count(*)::int AS n FROM timeline WHERE type = $1', [type]))[0]!.n;
/** How often it happens while this is done. */
async function timesOf(type: string, does: () => Promise<unknown>): Promise<number> {
  const before = await happened(type);
  await does();
  return (await happened(type)) - before;
}

describe('what it shows', () => {
  it('holds no phone number, no surname, no house number, and nothing of anybody else', async () => {
    const pages = [await look(town.dave), await look(town.dave, '/times'), await look(town.olga)];
    const ics = await look(town.dave, '/calendar.ics');
    for (const { text } of [...pages, ics]) {
      const plain = text.replaceAll(STYLE, '');
      expect(plain).not.toMatch(/\+?1555|Miller|Gomez|Berg|\b12 Oak|\b9 Elm|Nora|Hill Rd|39\.\d{3}|-76\.\d{3}/);
    }
    expect(pages[0]!.text).toContain('Oak St');
  });

  it('is styled by what stands in it, which its policy names', async () => {
    const { headers, text } = await look(town.dave);
    expect(text).toContain(`<style>${STYLE}</style>`);
    expect(headers['content-security-policy']).toContain(`style-src ${STYLE_HASH};`);
    expect(headers['content-security-policy']).toContain(`script-src 'self';`);
    expect(text).not.toMatch(/ style=| on\w+=|<script(?! src="\/assets\/visit\.js" defer><\/script>)/);
  });

  it('comes small to whoever can unpack it, and plain to whoever cannot', async () => {
    for (const path of [`/v/${town.dave.link}`, '/assets/visit.js']) {
      const plain = await town.ask({ path });
      const small = await fetch(town.url + path, { headers: { 'accept-encoding': 'gzip', connection: 'close' } });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(small.headers.get('content-encoding')).toBe('gzip');
      expect(small.headers.get('vary')).toBe('accept-encoding');
      expect(await small.text()).toBe(plain.text);
    }
  });

  it('is in the language of its customer, chosen on the page, and the texts follow', async () => {
    expect((await look(town.dave)).text).toContain('<html lang="en">');
    expect(leadsTo(await press(town.dave, 'language', { language: 'es' }))).toEqual([303, `/v/${town.dave.link}`]);
    await press(town.dave, 'language', { language: 'es' });
    expect(await happened('customer.language')).toBe(1);
    const { text } = await look(town.dave);
    expect(text).toContain('<html lang="es">');
    expect(text).toMatch(/Hoy, martes 3 de marzo.*Qué puede hacer/s);
    expect((await town.sql(`SELECT language FROM customer WHERE name = 'Dave Miller'`))[0]).toEqual({ language: 'es' });
    await press(town.dave, 'language', { language: 'en' });
  });

  it('tells whoever is turned away whom to call, in his browser’s language', async () => {
    const asked = { path: `/v/${'A'.repeat(16)}`, headers: { accept: 'text/html', 'accept-language': 'es-MX,es' } };
    const { status, text } = await town.ask(asked);
    expect(status).toBe(404);
    expect(text).toMatch(/Lo sentimos.*href="tel:555-0142"/s);
    const expired = await town.ask({ path: `/v/${town.expiredLink}`, headers: { accept: 'text/html' } });
    expect([expired.status, /This page is closed.*tel:555-0142/s.test(expired.text)]).toEqual([410, true]);
  });
});

describe('looking', () => {
  it('at every link of every page, three times, by GET and by HEAD, changes nothing', async () => {
    const start = [town.dave, town.olga].map(({ link }) => `/v/${link}`);
    const before = await town.tables();
    const seen = new Set<string>();
    const toSee = [...start];
    for (let path = toSee.shift(); path !== undefined; path = toSee.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET', 'HEAD']) {
        const reply = await town.ask({ method, path, headers: { accept: 'text/html' } });
        expect([path, reply.status < 400]).toEqual([path, true]);
        toSee.push(
          ...[...reply.text.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, link]) => link!.replaceAll('&amp;', '&')),
        );
      }
    }
    expect(seen.size).toBeGreaterThan(4);
    expect(await town.tables()).toEqual(before);
  });

  it('is told that something has changed, and hears nothing of what concerns others', async () => {
    const hangUp = new AbortController();
    const line = await fetch(`${town.url}/v/${town.dave.link}/live`, { signal: hangUp.signal });
    expect(line.headers.get('content-type')).toContain('text/event-stream');
    expect(line.headers.get('cache-control')).toBe('no-store');
    const reader = line.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toContain('event: beat');
    await press(town.nora, 'note', { note: 'hers' });
    await press(town.dave, 'note', { note: 'his' });
    const { value } = await reader.read();
    expect(value!.match(/event: news/g)).toHaveLength(1);
    hangUp.abort();
    const head = await town.ask({ method: 'HEAD', path: `/v/${town.dave.link}/live` });
    expect(head.status).toBe(200);
  });
});

describe('done twice', () => {
  it('a note is one note', async () => {
    const twice = async () => {
      for (const _ of [1, 2])
        expect(leadsTo(await press(town.dave, 'note', { note: 'the dog is friendly' }))[1]).toContain('said=noted');
    };
    expect(await timesOf('visit.noted', twice)).toBe(1);
    const [order] = await town.sql<{ notes: string }>('SELECT notes FROM work_order WHERE id = $1', [
      town.dave.workOrderId,
    ]);
    expect(order!.notes.match(/the dog is friendly/g)).toHaveLength(1);
  });

  it('a choice is one change, also when both presses come at the same moment', async () => {
    const [promptId, digit] = await offered(town.dave);
    const fields = { prompt: promptId, digit };
    const replies = await Promise.all([press(town.dave, 'choose', fields), press(town.dave, 'choose', fields)]);
    replies.push(await press(town.dave, 'choose', fields));
    expect(replies.map((reply) => leadsTo(reply)[1])).toEqual(Array(3).fill(`/v/${town.dave.link}?said=booked`));
    expect([await happened('visit.rescheduled'), (await visitOf(town.dave)).revision]).toEqual([1, 2]);
  });

  it('a call is promised once, and the page says by when', async () => {
    const twice = () => Promise.all([press(town.dave, 'call-me'), press(town.dave, 'call-me')]);
    expect(await timesOf('promise.made', twice)).toBe(1);
    expect((await look(town.dave, '?said=called')).text).toMatch(/\w+ calls you by \d+:\d\d[ap]m\./);
  });
});

describe('an old page', () => {
  it('does not move again what was moved meanwhile, and says who changed it', async () => {
    const { technicianId, window } = (await town.windows(town.dave)).find(({ window }) => window.from > '2026-03-04')!;
    const held = leadsTo(await press(town.dave, 'hold', { technicianId, ...window }))[1]!;
    const holdId = String(held).split('/').at(-1)!;
    const [promptId, digit] = await offered(town.dave);
    await press(town.dave, 'choose', { prompt: promptId, digit });
    const now = await visitOf(town.dave);
    const reply = await press(town.dave, 'confirm', { holdId, revision: String(now.revision - 1), note: '' });
    expect(leadsTo(reply)[1]).toBe(`/v/${town.dave.link}?said=changed`);
    expect(await visitOf(town.dave)).toEqual(now);
    expect((await look(town.dave, '?said=changed')).text).toMatch(/changed meanwhile.*You changed it at 6:40am/);
  });

  it('with a time that somebody else has taken shows the next ones, and keeps the note', async () => {
    const [slot] = await town.windows(town.olga);
    const { technicianId, window } = slot!;
    const held = leadsTo(await press(town.olga, 'hold', { technicianId, ...window }))[1]!;
    const holdId = String(held).split('/').at(-1)!;
    await town.sql('DELETE FROM occupancy WHERE hold_id = $1', [holdId]);
    await town.sql(`UPDATE hold SET state = 'expired' WHERE id = $1`, [holdId]);
    // Nobody works any more: what was chosen cannot be kept.
    await town.sql(
      `UPDATE shift SET during = tstzrange(lower(during) - interval '1 year', upper(during) - interval '1 year')`,
    );
    const reply = await press(town.olga, 'confirm', { holdId, revision: '0', note: 'ring twice' });
    await town.sql(
      `UPDATE shift SET during = tstzrange(lower(during) + interval '1 year', upper(during) + interval '1 year')`,
    );
    expect(leadsTo(reply)[1]).toContain('/times?said=taken-noted');
    const shown = await town.ask({ path: String(reply.headers['location']) });
    expect(shown.text).toContain('Your note is kept');
    expect((await town.sql('SELECT notes FROM work_order WHERE id = $1', [town.olga.workOrderId]))[0]).toEqual({
      notes: 'ring twice',
    });
  });
});

it('what is pressed on the page of a contact is his, and not the customer’s', async () => {
  const phone = '+15550177';
  const { house, dave } = town;
  const added = { path: `/api/work-orders/${dave.workOrderId}/contacts`, ...jsonOf({ name: 'Ida Roth', phone }) };
  expect((await town.asDesk(added)).status).toBeLessThan(300);
  const link = await house.store.commit((tx) => visitLink(tx, house, dave.workOrderId, phone));
  const ida = { link: tokenOf(house, link) };
  await press(ida, 'texts', { wants: 'no' });
  await press(ida, 'language', { language: 'es' });
  await press(ida, 'call-me');
  expect(await town.sql('SELECT phone FROM consent WHERE NOT texts')).toEqual([{ phone }]);
  expect((await look(ida)).text).toContain('<html lang="es">');
  expect((await look(dave)).text).toContain('<html lang="en">');
  expect(await town.sql(`SELECT phone FROM message WHERE kind = 'call-back' ORDER BY id DESC LIMIT 1`)).toEqual([
    { phone },
  ]);
});

describe('cancelling', () => {
  it('asks for the house number, a few times', async () => {
    const cancel = (houseNumber: string) => press(town.nora, 'cancel', { houseNumber, revision: '1' });
    for (let n = 10; n < 15; n++) expect(leadsTo(await cancel(`${n}`))[1]).toContain('said=number');
    expect(leadsTo(await cancel('3'))[1]).toContain('said=tries');
    expect((await visitOf(town.nora)).state).toBe('confirmed');
  });

  it('is done once, told by text, and can be taken back by choosing a time again', async () => {
    const { revision } = await visitOf(town.dave);
    const cancel = (seen: number) => press(town.dave, 'cancel', { houseNumber: '12', revision: String(seen) });
    expect(leadsTo(await cancel(revision - 1))[1]).toContain('said=changed');
    const twice = async () => {
      for (const _ of [1, 2]) expect(leadsTo(await cancel(revision))[1]).toContain('said=cancelled');
    };
    expect(await timesOf('visit.cancelled', twice)).toBe(1);
    await town.work();
    expect(town.texts.filter(({ to, body }) => to === town.dave.phone && /cancelled/.test(body))).toHaveLength(1);
    expect((await look(town.dave)).text).toMatch(/You cancelled it.*I need it after all/s);
    await Promise.all([press(town.dave, 'again'), press(town.dave, 'again')]);
    const { text } = await look(town.dave);
    expect(text).toContain('When shall we come?');
    const open = `SELECT count(*)::int AS n FROM appointment WHERE work_order_id = $1 AND state = 'requested'`;
    expect(await town.sql(open, [town.dave.workOrderId])).toEqual([{ n: 1 }]);
    expect(await town.sql('SELECT closed_at FROM work_order WHERE id = $1', [town.dave.workOrderId])).toEqual([
      { closed_at: null },
    ]);
  });
});

it('how it was can be said once, when somebody asks', async () => {
  expect(leadsTo(await press(town.nora, 'rate', { stars: '5' }))[1]).toContain('said=closed');
  for (const act of ['accept', 'on-my-way', 'arrive', 'start', 'done'])
    await town.tap(town.sam, town.nora.assignmentId, act);
  await town.asDesk(withHeaders({ path: '/api/clock', ...jsonOf({ advanceMinutes: 120 }) }, {}));
  await town.work();
  const { text } = await look(town.nora);
  expect(text).toMatch(/How was it\?.*aria-label="5 of 5"/s);
  expect(leadsTo(await press(town.nora, 'rate', { stars: '2' }))[1]).toContain('said=rated');
  expect(leadsTo(await press(town.nora, 'rate', { stars: '5' }))[1]).toContain('said=closed');
  expect((await town.sql(`SELECT kind FROM alert WHERE kind = 'low-rating'`)).length).toBe(1);
  expect((await look(town.nora)).text).not.toContain('How was it?');
});

it('whoever is somebody else gets no more texts and sees nothing more', async () => {
  expect(leadsTo(await press(town.nora, 'wrong-person'))).toEqual([303, `/v/${town.nora.link}`]);
  for (const rest of ['', '/times']) {
    const { status, text } = await look(town.nora, rest);
    expect(status).toBe(200);
    expect(text.replaceAll(STYLE, '')).not.toMatch(/Nora|Hill|Sam|9:30|Repair|<form/);
    expect(text).toContain('tel:555-0142');
  }
  expect(leadsTo(await look(town.nora, '/calendar.ics'))[0]).toBe(303);
  for (const what of ['call-me', 'call-me?then=/wrong-person']) expect((await press(town.nora, what)).status).toBe(403);
  expect(await town.sql('SELECT texts FROM consent WHERE phone = $1', [town.nora.phone])).toEqual([{ texts: false }]);
  expect((await town.sql(`SELECT kind FROM alert WHERE kind = 'wrong-number'`)).length).toBe(1);
});

const jsonOf = (body: object) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  payload: JSON.stringify(body),
});

/** The desk offers other times; the page's question, and the digit of the first of them. */
async function offered(errand: Booked): Promise<[promptId: string, digit: string]> {
  const [{ version }] = (await town.sql<{ version: number }>('SELECT version FROM appointment WHERE id = $1', [
    errand.appointmentId,
  ])) as [{ version: number }];
  const path = `/api/appointments/${errand.appointmentId}/offer`;
  expect((await town.asDesk({ path, ...jsonOf({ version }) })).status).toBe(202);
  const { text } = await look(errand);
  const promptId = /name="prompt" value="([\w-]+)"/.exec(text)![1]!;
  return [promptId, /<button name="digit" value="(\d)">/.exec(text)![1]!];
}
