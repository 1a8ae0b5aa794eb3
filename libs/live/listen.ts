import pg from 'pg';

type Heard = {
  /** Something was notified on the channel. */
  readonly onNote: (payload: string) => void;
  /** We listen, for the first time or again: what was notified meanwhile is lost. */
  readonly onThere: () => void;
};

const AGAIN_MS = 500;

/** Listens to a channel of the database over a connection of its own. A lost connection is taken up again by itself. */
export async function listenTo(
  databaseUrl: string,
  channel: 'timeline' | 'presence',
  { onNote, onThere }: Heard,
): Promise<{ close(): Promise<void> }> {
  let isClosed = false;
  let client: pg.Client | null = null;

  const listen = async (): Promise<void> => {
    if (isClosed) return;
    const connection = new pg.Client({
      connectionString: databaseUrl,
      keepAlive: true,
      application_name: 'doorward live',
    });
    connection.on('error', () => undefined);
    connection.on('notification', ({ payload }) => onNote(payload ?? ''));
    connection.on('end', () => {
      if (!isClosed) setTimeout(() => void listen().catch(() => undefined), AGAIN_MS).unref();
    });
    await connection.connect();
    await connection.query(`LISTEN ${channel}`);
    if (isClosed) return connection.end();
    client = connection;
    onThere();
  };

  await listen();
  return {
    async close() {
      isClosed = true;
      await client?.end();
    },
  };
}
