import { hasWebKit, openWebKit, type WebKit } from '#test/browser/webkit';
import { openTown, type Town } from '#test/doors/town';

if (!hasWebKit())
  console.warn('The customer’s page was not tried in WebKit: webkit2gtk-driver and xvfb are not installed.');
const inWebKit = hasWebKit() ? it : it.skip;

let town: Town;
let webkit: WebKit;

beforeAll(async () => {
  if (hasWebKit()) [town, webkit] = await Promise.all([openTown(), openWebKit()]);
}, 120_000);
afterAll(async () => {
  await webkit?.close();
  await town?.close();
}, 60_000);

const press = (label: string) =>
  webkit.run<void>(
    `[...document.querySelectorAll('main button')].find((it) => it.textContent.trim().startsWith(${JSON.stringify(label)})).click()`,
  );
const says = (where: string, words: string) =>
  webkit.until(`return (document.querySelector('${where}') || {}).textContent?.includes(${JSON.stringify(words)})`);

inWebKit(
  'in Safari’s engine a customer books, hears what changes while he writes, is called back and cancels',
  async () => {
    await webkit.go(`${town.url}/v/${town.olga.link}`);
    await says('h1', 'When shall we come?');
    await press('Wed Mar 4, 8-9am');
    await says('h1', 'Tomorrow, Wed Mar 4, 8-9am');
    await press('Confirm this time');
    await says('#said', 'We have sent you a text');
    await says('h1', 'Tomorrow, Wed Mar 4, 8-9am');

    await webkit.run(`const note = document.getElementById('note'); note.focus(); note.value = 'gate code'`);
    const [ticket] = await town.sql<{ id: string; name: string }>(
      `SELECT s.id, t.name FROM assignment s JOIN technician t ON t.id = s.technician_id WHERE s.appointment_id = $1`,
      [town.olga.appointmentId],
    );
    await town.tap(ticket!.name === 'Maria Gomez' ? town.maria : town.sam, ticket!.id, 'accept');
    await says('#who li:nth-child(2)', '(done)');
    expect(await webkit.run(`return document.activeElement.id + ' ' + document.activeElement.value`)).toBe(
      'note gate code',
    );
    await press('Send note');
    await says('#said', 'Your note is passed on');
    await press('Call me back');
    await says('#do', 'calls you by');

    await webkit.run(`document.getElementById('cancel').open = true; document.getElementById('house').value = '8'`);
    await press('Cancel the visit');
    await says('#said', 'That is not the house number');
    await webkit.run(`document.getElementById('house').value = '9'`);
    await press('Cancel the visit');
    await says('h1', 'This visit is cancelled.');
    await press('I need it after all');
    await says('h1', 'When shall we come?');
    expect(await webkit.run(`return document.documentElement.scrollWidth <= innerWidth`)).toBe(true);
  },
  120_000,
);
