import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { SetupShift, SetupShiftDay, SetupTechnician } from '#store/setup-views';
import { address, go } from '../live/address';
import { PlaceLink } from '../live/place-link';
import { useCellPart } from '../live/use-cell';
import { Notice } from '../look/notice';
import { useAsking } from '../right/use-asking';
import { isDay, plusDays, sayDay } from '../time/day';
import { readWhose, setupAddress } from './asked';
import { readClock, sayClock, writeClock } from './clock-time';
import { useSave } from './use-save';
import { useSetup } from './use-setup';
import css from './setup.module.css';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const WEEKS_SHOWN = 4;

type DayForm = {
  readonly works: boolean;
  readonly from: string;
  readonly to: string;
  readonly breakFrom: string;
  readonly breakMinutes: string;
};
const USUAL: DayForm = { works: true, from: '08:00', to: '17:00', breakFrom: '', breakMinutes: '' };

/** When a technician works: a week's pattern for some weeks, and single days. */
export function Shifts() {
  const { view } = useSetup();
  const asked = useCellPart(address, readWhose);
  const technician =
    view.technicians.find(({ id }) => id === asked) ?? view.technicians.find(({ active }) => active) ?? null;
  if (!technician)
    return (
      <section className={css.part}>
        <h1>Shifts</h1>
        <Notice tone="plain">
          There is nobody to give shifts to:{' '}
          <PlaceLink to={() => setupAddress('technicians')}>add a technician</PlaceLink> first.
        </Notice>
      </section>
    );
  return (
    <section className={css.part} aria-labelledby="shifts">
      <div className={css.head}>
        <h1 id="shifts">Shifts</h1>
        <NativeSelect
          label="Technician"
          value={technician.id}
          data={view.technicians.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(event) => go(setupAddress('shifts', event.currentTarget.value))}
        />
      </div>
      <ShiftsOf key={technician.id} technician={technician} />
    </section>
  );
}

function ShiftsOf({ technician }: { readonly technician: SetupTechnician }) {
  const { view, look } = useSetup();
  const { save, isBusy, refused, setRefused } = useSave();
  const [told, setTold] = useState<string | null>(null);
  const [changing, setChanging] = useState<SetupShiftDay | null>(null);
  const at = `/api/setup/technicians/${technician.id}/shifts`;
  const until = plusDays(view.today, WEEKS_SHOWN * 7 - 1);
  const { asking, askAgain } = useAsking<readonly SetupShiftDay[]>(`${at}?from=${view.today}&to=${until}`);

  async function set(days: readonly { readonly day: string; readonly shift: SetupShift | null }[]) {
    setTold(null);
    const answer = await save('PUT', at, { days });
    if (!answer.ok) return;
    setChanging(null);
    setTold(
      days.length === 1
        ? `${sayDay(days[0]!.day)} is saved.`
        : `${days.length} days are saved, ${sayDay(days[0]!.day)} to ${sayDay(days.at(-1)!.day)}.`,
    );
    askAgain();
    await look();
  }
  return (
    <>
      {refused && <Notice tone="bad">{refused.say}</Notice>}
      {told && <Notice tone="good">{told}</Notice>}
      {view.canChange && (
        <Pattern
          today={view.today}
          isBusy={isBusy}
          onSet={set}
          onSay={(say) => setRefused({ ok: false, status: 0, say, problem: {} })}
        />
      )}
      <h2>The next {WEEKS_SHOWN} weeks</h2>
      {asking.is === 'failed' && <Notice tone="bad">{asking.say}</Notice>}
      {asking.is === 'ready' && (
        <ul className={css.days} aria-label={`Shifts of ${technician.name}`}>
          {asking.value.map((day) => (
            <li key={day.day} data-off={day.shifts.length ? undefined : ''}>
              <b>{sayDay(day.day)}</b> <span>{sayShifts(day.shifts)}</span>
              {view.canChange && (
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={`Change ${sayDay(day.day)}`}
                  onClick={() => setChanging(day)}
                >
                  Change
                </Button>
              )}
              {changing?.day === day.day && (
                <OneDay
                  day={day}
                  isBusy={isBusy}
                  onSet={(shift) => void set([{ day: day.day, shift }])}
                  onLeave={() => setChanging(null)}
                  onSay={(say) => setRefused({ ok: false, status: 0, say, problem: {} })}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

const sayShifts = (shifts: readonly SetupShift[]) =>
  shifts
    .map(
      (shift) =>
        `${sayClock(shift.from)}–${sayClock(shift.to)}${shift.break ? `, break ${shift.break.minutes} min from ${sayClock(shift.break.from)}` : ''}`,
    )
    .join(' and ') || 'off';

/** The shift that was typed; a sentence where it is none. */
function shiftOf(form: DayForm, name: string): SetupShift | null | string {
  if (!form.works) return null;
  const [from, to] = [readClock(form.from), readClock(form.to)];
  if (from === null || to === null) return `${name}: please give a time for the beginning and the end.`;
  const end = to === 0 ? 1440 : to;
  if (end <= from) return `${name}: the shift must end after it begins (00:00 is midnight at the end of the day).`;
  if (!form.breakFrom.trim()) return { from, to: end, break: null };
  const [begins, minutes] = [readClock(form.breakFrom), Number(form.breakMinutes)];
  if (begins === null || !Number.isInteger(minutes) || minutes < 5 || minutes > 240)
    return `${name}: a break has a time and 5 to 240 minutes.`;
  return { from, to: end, break: { from: begins, minutes } };
}

type PatternProps = {
  readonly today: string;
  readonly isBusy: boolean;
  readonly onSet: (days: readonly { readonly day: string; readonly shift: SetupShift | null }[]) => Promise<void>;
  readonly onSay: (say: string) => void;
};

function Pattern({ today, isBusy, onSet, onSay }: PatternProps) {
  const [week, setWeek] = useState<readonly DayForm[]>(() =>
    WEEKDAYS.map((_, i) => ({ ...USUAL, works: i < 5, breakFrom: '12:00', breakMinutes: '30' })),
  );
  const [from, setFrom] = useState(today);
  const [weeks, setWeeks] = useState('4');
  const put = (at: number, more: Partial<DayForm>) =>
    setWeek(week.map((day, i) => (i === at ? { ...day, ...more } : day)));
  function send(event: FormEvent) {
    event.preventDefault();
    if (!isDay(from)) return onSay('Please give the first day.');
    const shifts = week.map((day, i) => shiftOf(day, WEEKDAYS[i]!));
    const wrong = shifts.find((shift) => typeof shift === 'string');
    if (wrong) return onSay(wrong as string);
    void onSet(
      Array.from({ length: Number(weeks) * 7 }, (_, i) => {
        const day = plusDays(from, i);
        const weekday = (new Date(`${day}T12:00:00Z`).getUTCDay() + 6) % 7;
        return { day, shift: shifts[weekday] as SetupShift | null };
      }),
    );
  }
  return (
    <form className={css.form} aria-label="Week pattern" onSubmit={send} noValidate>
      <h2>A week’s pattern</h2>
      <div className={css.week}>
        <table className={css.table} role="table">
          <thead role="rowgroup">
            <tr role="row">
              {['Day', ...TIMES.map(([, , , head]) => head)].map((head) => (
                <th key={head} scope="col" role="columnheader">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {week.map((day, i) => (
              <tr key={WEEKDAYS[i]} role="row">
                <th scope="row" role="rowheader">
                  <label className={css.check}>
                    <input
                      type="checkbox"
                      checked={day.works}
                      onChange={(event) => put(i, { works: event.currentTarget.checked })}
                    />
                    {WEEKDAYS[i]}
                  </label>
                </th>
                {TIMES.map(([name, label, type, head]) => (
                  <td key={name} role="cell" data-head={head}>
                    <TextInput
                      aria-label={`${WEEKDAYS[i]} ${label}`}
                      type={type}
                      size="xs"
                      disabled={!day.works}
                      value={day[name]}
                      onChange={(event) => put(i, { [name]: event.currentTarget.value })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={css.fields}>
        <TextInput
          label="First day"
          type="date"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <NativeSelect
          label="For"
          value={weeks}
          data={['1', '2', '4', '8', '12'].map((count) => ({
            value: count,
            label: count === '1' ? '1 week' : `${count} weeks`,
          }))}
          onChange={(event) => setWeeks(event.currentTarget.value)}
        />
      </div>
      <p>
        Takes the place of the shifts on all these days. Clocks that change are minded: 8:00 stays 8:00, a time they
        skip is refused, and one that comes twice is the first of the two.
      </p>
      <div className={css.buttons}>
        <Button type="submit" loading={isBusy}>
          Set these weeks
        </Button>
      </div>
    </form>
  );
}

const TIMES = [
  ['from', 'from', 'time', 'From'],
  ['to', 'to', 'time', 'To'],
  ['breakFrom', 'break from', 'time', 'Break from'],
  ['breakMinutes', 'break minutes', 'text', 'Minutes'],
] as const;

type OneDayProps = {
  readonly day: SetupShiftDay;
  readonly isBusy: boolean;
  readonly onSet: (shift: SetupShift | null) => void;
  readonly onLeave: () => void;
  readonly onSay: (say: string) => void;
};

function OneDay({ day, isBusy, onSet, onLeave, onSay }: OneDayProps) {
  const [shift] = day.shifts;
  const [form, setForm] = useState<DayForm>(
    shift
      ? {
          works: true,
          from: writeClock(shift.from),
          to: writeClock(shift.to),
          breakFrom: shift.break ? writeClock(shift.break.from) : '',
          breakMinutes: shift.break ? String(shift.break.minutes) : '',
        }
      : { ...USUAL, works: false },
  );
  function send(event: FormEvent) {
    event.preventDefault();
    const wanted = shiftOf(form, sayDay(day.day));
    if (typeof wanted === 'string') onSay(wanted);
    else onSet(wanted);
  }
  return (
    <form className={css.oneDay} aria-label={sayDay(day.day)} onSubmit={send} noValidate>
      <label className={css.check}>
        <input
          type="checkbox"
          checked={form.works}
          onChange={(event) => setForm({ ...form, works: event.currentTarget.checked })}
        />
        Works
      </label>
      {TIMES.map(([name, label, type]) => (
        <TextInput
          key={name}
          label={label[0]!.toUpperCase() + label.slice(1)}
          type={type}
          size="xs"
          disabled={!form.works}
          value={form[name]}
          onChange={(event) => setForm({ ...form, [name]: event.currentTarget.value })}
        />
      ))}
      <Button type="submit" size="compact-sm" loading={isBusy}>
        Save day
      </Button>
      <Button size="compact-sm" variant="default" onClick={onLeave}>
        Leave it
      </Button>
    </form>
  );
}
