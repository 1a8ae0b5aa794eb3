import { randomUUID } from 'node:crypto';
import { hashOf, tokenOf } from '#flows/links';
import { API_KEY, DESK, local, TERRITORY } from '#test/world/company';
import { type Asking, DAVES, json, openServer, read, type Reply, type Server } from '#test/doors/server';

/** A visit with everything of it that somebody might reach for. */
export type Errand = {
  readonly phone: string;
  readonly workOrderId: string;
  readonly appointmentId: string;
  readonly ref: string;
  /** The token of its page. */
  readonly link: string;
};

export type Booked = Errand & { readonly assignmentId: string; readonly technicianId: string };

/** A morning in which everybody who has anything to do with Doorward has something of his own, and lost something. */
export type Town = Server & {
  /** Dave's visit is Maria's, Nora's is Sam's; Olga has not chosen a time. */
  readonly dave: Booked;
  readonly nora: Booked;
  readonly olga: Errand;
  readonly cookie: string;
  readonly supervisorCookie: string;
  readonly endedCookie: string;
  readonly revokedKey: string;
  readonly maria: string;
  readonly sam: string;
  readonly revokedPhone: string;
  readonly expiredLink: string;
  /** A sign-in link for Maria; every call makes another. */
  signInLink(): Promise<string>;
  asDesk(asking: Asking): Promise<Reply>;
  asProgram(asking: Asking): Promise<Reply>;
  /** One tap on a technician's phone. */
  tap(token: string, assignmentId: string, act: string, more?: object): Promise<Reply>;
  /** Times that are free for a visit, each with its technician. */
  windows(errand: Errand): Promise<Slot[]>;
};

export type Slot = { readonly technicianId: string; readonly window: { readonly from: string; readonly to: string } };

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export async function openTown(env: Record<string, string> = {}): Promise<Town> {
  const server = await openServer(env);
  const { ask, sql, technicians } = server;
  const asProgram = (asking: Asking) => ask({ ...asking, headers: { ...bearer(API_KEY), ...asking.headers } });
  const order = (name: string, phone: string, street: string) => openOrder(server, asProgram, { name, phone, street });
  const book = (errand: Errand, name: string, hour: string) =>
    bookAt(server, asProgram, errand, technicians.get(name)!, hour);
  const dave = await book(await order('Dave Miller', '+15550100', '12 Oak St'), 'Maria Gomez', '08:30:00');
  const nora = await book(await order('Nora Kim', '+15550101', '3 Hill Rd'), 'Sam Reed', '09:30:00');
  const olga = await order('Olga Berg', '+15550102', '9 Elm St');
  const gone = await order('Old Friend', '+15550103', '1 Past Ln');
  await sql(`UPDATE link SET expires_at = '2026-03-01T00:00:00Z' WHERE work_order_id = $1`, [gone.workOrderId]);

  const signIn = async () => cookieOf(await ask({ path: '/api/session', ...json(DESK) }));
  const cookie = await signIn();
  const supervisorCookie = cookieOf(
    await ask({ path: '/api/session', ...json({ ...DESK, email: 'ana@acme.example' }) }),
  );
  const endedCookie = await signIn();
  await ask({ method: 'DELETE', path: '/api/session', headers: { cookie: endedCookie } });
  const revokedKey = 'a-key-that-was-taken-back';
  await sql(`INSERT INTO api_key (name, key_hash, created_at, revoked_at) VALUES ('old', $1, now(), now())`, [
    hashOf(revokedKey),
  ]);
  const signInLink = () => newSignInLink(server, technicians.get('Maria Gomez')!);
  const phoneOf = async (name: string) => signInPhone(server, technicians.get(name)!);
  const [maria, sam, revokedPhone] = [
    await phoneOf('Maria Gomez'),
    await phoneOf('Sam Reed'),
    await phoneOf('Maria Gomez'),
  ];
  await sql('UPDATE device SET revoked_at = now() WHERE token_hash = $1', [hashOf(revokedPhone)]);

  const asDesk = (asking: Asking) => ask({ ...asking, headers: { cookie, ...asking.headers } });
  return {
    ...server,
    dave,
    nora,
    olga,
    cookie,
    supervisorCookie,
    endedCookie,
    revokedKey,
    maria,
    sam,
    revokedPhone,
    expiredLink: gone.link,
    signInLink,
    asDesk,
    asProgram,
    tap: (token, assignmentId, act, more = {}) =>
      ask({
        path: '/api/tech/operations',
        ...withHeaders(json({ operationId: randomUUID(), assignmentId, act, ...more }), bearer(token)),
      }),
    windows: async ({ appointmentId }) =>
      read(await asProgram({ path: `/api/appointments/${appointmentId}/windows` })) as Slot[],
  };
}

export const withHeaders = <A extends Pick<Asking, 'headers'>>(asking: A, headers: Record<string, string>): A => ({
  ...asking,
  headers: { ...asking.headers, ...headers },
});

/** What the browser keeps of an answer. */
export const cookieOf = (reply: Reply) => String(reply.headers['set-cookie'] ?? '').split(';')[0]!;

type Asks = (asking: Asking) => Promise<Reply>;

export const newOrder = (customer: { name: string; phone: string }, street: string, more: object = {}) => ({
  customer,
  address: { street, city: 'Doorward', ...DAVES, territory: TERRITORY },
  workType: 'repair',
  notes: '',
  invite: false,
  ...more,
});

async function openOrder(
  { house, sql }: Server,
  ask: Asks,
  { street, ...customer }: { name: string; phone: string; street: string },
): Promise<Errand> {
  const opened = await ask({ path: '/api/work-orders', ...json(newOrder(customer, street)) });
  if (opened.status !== 201) throw new Error(`no work order: ${opened.text}`);
  const order = read(opened) as Pick<Errand, 'workOrderId' | 'appointmentId' | 'ref'>;
  const [link] = await sql<{ id: string }>(`SELECT id FROM link WHERE work_order_id = $1`, [order.workOrderId]);
  return { ...order, phone: customer.phone, link: tokenOf(house, link!.id) };
}

async function bookAt({ sql }: Server, ask: Asks, errand: Errand, technicianId: string, hour: string): Promise<Booked> {
  const { appointmentId } = errand;
  const from = local(hour);
  const window = { from: from.toISOString(), to: new Date(from.getTime() + 3_600_000).toISOString() };
  const held = await ask({ path: `/api/appointments/${appointmentId}/hold`, ...json({ technicianId, window }) });
  const { holdId } = read(held) as { holdId: string };
  const done = await ask({ method: 'POST', path: `/api/appointments/${appointmentId}/holds/${holdId}/confirm` });
  if (done.status !== 200) throw new Error(`not booked: ${held.text} ${done.text}`);
  const [ticket] = await sql<{ id: string }>('SELECT id FROM assignment WHERE appointment_id = $1', [appointmentId]);
  return { ...errand, technicianId, assignmentId: ticket!.id };
}

async function newSignInLink({ house, sql }: Server, technicianId: string): Promise<string> {
  const id = randomUUID();
  const token = tokenOf(house, id);
  await sql(
    `INSERT INTO link (id, token_hash, kind, technician_id, expires_at, created_at)
     VALUES ($1, $2, 'sign-in', $3, doorward_now() + interval '1 day', doorward_now())`,
    [id, hashOf(token), technicianId],
  );
  return token;
}

/** A phone opens a one-time link and gets its token in the fragment of the address it is sent to. */
async function signInPhone(server: Server, technicianId: string): Promise<string> {
  const link = await newSignInLink(server, technicianId);
  const reply = await server.ask({ method: 'POST', path: `/t/${link}` });
  return String(reply.headers['location']).split('#token=')[1]!;
}
