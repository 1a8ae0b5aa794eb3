import { SMTPServer } from 'smtp-server';
import { smtpMailer } from '#carriers/mailer';

type Received = { from: string; to: string[]; raw: string };

async function mailbox(refuse: string | null = null) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(address === refuse ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
    onData(stream, session, done) {
      let raw = '';
      stream.on('data', (chunk: Buffer) => (raw += chunk.toString()));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}`, received, close };
}

const mail = { to: 'dave@home.example', subject: 'Acme: news', text: 'about 11:35am', id: 'm1' };

it('a mail is taken by the server, plain, with an id of ours', async () => {
  const box = await mailbox();
  const mailer = smtpMailer({ url: box.url, from: 'Acme Fiber <visits@acme.example>' });
  expect(await mailer.send(mail)).toEqual({ outcome: 'accepted' });
  const [got] = box.received;
  expect(got).toMatchObject({ from: 'visits@acme.example', to: ['dave@home.example'] });
  expect(got!.raw).toContain('about 11:35am');
  expect(got!.raw).toContain('Message-ID: <m1@acme.example>');
  await box.close();
});

it('a mailbox that is none is a failure, with the reason', async () => {
  const box = await mailbox(mail.to);
  const sent = await smtpMailer({ url: box.url, from: 'visits@acme.example' }).send(mail);
  expect(sent).toEqual({ outcome: 'failed', why: expect.stringContaining('no such mailbox') });
  await box.close();
});

it('so is a server that is not there', async () => {
  const box = await mailbox();
  await box.close();
  expect(await smtpMailer({ url: box.url, from: 'visits@acme.example' }).send(mail)).toMatchObject({
    outcome: 'failed',
  });
});
