import type { SetupSetting } from '#store/setup-views';
import { SetupTable } from './setup-table';
import { useSetup } from './use-setup';
import css from './setup.module.css';

/** What the environment says: shown, and changed where the processes are started. */
export function Settings() {
  const { view } = useSetup();
  const of = (group: SetupSetting['group']) => view.settings.filter((setting) => setting.group === group);
  return (
    <section className={css.part} aria-labelledby="settings">
      <h1 id="settings">Hours and numbers</h1>
      <p>
        These stand in the environment (or the file .env) from which Doorward is started, under the names below. Change
        them there and start it again; a bad value stops the start and says what to mend.
      </p>
      <h2>Hours</h2>
      <SettingTable settings={of('hours')} />
      <h2>Numbers and names</h2>
      <SettingTable settings={of('numbers')} />
      <p>
        The account of the carrier (TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN) is not shown here. In the Twilio console the
        number has to report to /twilio/inbound at your PUBLIC_URL.
      </p>
    </section>
  );
}

const SettingTable = ({ settings }: { readonly settings: readonly SetupSetting[] }) => (
  <SetupTable
    heads={['What', 'Is', 'Variable']}
    rows={settings.map(({ name, value, says }) => ({
      key: name,
      name: says,
      cells: [<bdi>{value}</bdi>, <code>{name}</code>],
    }))}
  />
);
