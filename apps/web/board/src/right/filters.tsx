import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { FiguresView } from '#store/views';
import { go } from '../live/address';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { useCellPart } from '../live/use-cell';
import { dayAt, isDay, plusDays } from '../time/day';
import { type Asked, rightAddress } from './asked';
import css from './right.module.css';

const SPANS = [
  [7, '7 days'],
  [28, '4 weeks'],
  [91, '13 weeks'],
] as const;

type Props = {
  readonly asked: Asked;
  /** What the server looked at; null until it has answered. */
  readonly shown: Pick<FiguresView, 'from' | 'to' | 'territories'> | null;
};

/** Which days and whose. Every choice stands in the address. */
export function Filters({ asked, shown }: Props) {
  const { store, clock } = useDesk();
  const zone = useCell(store.title)?.zone ?? 'UTC';
  const today = useCellPart(clock.now, (now) => dayAt(now, zone));
  const [from, to] = [asked.from ?? shown?.from ?? '', asked.to ?? shown?.to ?? ''];
  const change = (more: Asked) => go(rightAddress({ ...asked, from, to, ...more }));
  return (
    <form className={css.filters} aria-label="Days looked at" onSubmit={(event) => event.preventDefault()}>
      <TextInput
        label="From"
        type="date"
        size="xs"
        value={from}
        onChange={({ currentTarget: { value } }) => isDay(value) && change({ from: value })}
      />
      <TextInput
        label="To"
        type="date"
        size="xs"
        value={to}
        onChange={({ currentTarget: { value } }) => isDay(value) && change({ to: value })}
      />
      {shown && shown.territories.length > 1 && (
        <NativeSelect
          label="Territory"
          size="xs"
          value={asked.territory ?? ''}
          data={[{ value: '', label: 'All' }, ...shown.territories.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={({ currentTarget: { value } }) => {
            const { territory: _, ...rest } = asked;
            go(rightAddress(value ? { ...rest, territory: value } : rest));
          }}
        />
      )}
      <Button.Group>
        {SPANS.map(([days, name]) => {
          const first = plusDays(today, 1 - days);
          const isChosen = from === first && to === today;
          return (
            <Button
              key={days}
              size="compact-sm"
              variant={isChosen ? 'filled' : 'default'}
              aria-pressed={isChosen}
              onClick={() => change({ from: first, to: today })}
            >
              {name}
            </Button>
          );
        })}
      </Button.Group>
    </form>
  );
}
