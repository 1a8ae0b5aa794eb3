import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useCell } from '../live/use-cell';
import { clockHours, setClockHours } from '../time/clock-hours';
import css from './header.module.css';

const SCHEMES: readonly (readonly [MantineColorScheme, string])[] = [
  ['auto', 'Auto'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** How this screen shows things; kept on it and nowhere else. */
export function LookChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const hours = useCell(clockHours);
  return (
    <div className={css.look}>
      <select
        aria-label="Light or dark"
        value={colorScheme}
        onChange={({ currentTarget: { value } }) => setColorScheme(value as MantineColorScheme)}
      >
        {SCHEMES.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <button type="button" onClick={() => setClockHours(hours === 24 ? 12 : 24)} title="Clock of 12 or 24 hours">
        {hours === 24 ? '24 h' : '12 h'}
      </button>
    </div>
  );
}
