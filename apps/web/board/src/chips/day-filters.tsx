import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { useView } from '../live/use-view';
import { changeView, type View } from '../live/view';
import css from './chips.module.css';

const SORTS: readonly (readonly [View['sort'], string])[] = [
  ['name', 'Name'],
  ['start', 'First visit'],
  ['load', 'Load'],
];

/** Who is shown, in which order, how densely. */
export function DayFilters() {
  const technicians = useCell(useDesk().store.technicians);
  const { sort, density, skill, territory, map } = useView();
  const skills = [...new Set(technicians.flatMap((technician) => technician.skills))].sort();
  const territories = [...new Set(technicians.map((technician) => technician.territory))].sort();
  return (
    <div className={css.filters} role="group" aria-label="Technicians shown">
      <Choice
        name="Skill"
        value={skill}
        all="All skills"
        options={skills}
        onChange={(to) => changeView({ skill: to })}
      />
      {territories.length > 1 && (
        <Choice
          name="Territory"
          value={territory}
          all="All territories"
          options={territories}
          onChange={(to) => changeView({ territory: to })}
        />
      )}
      <label>
        <span className={css.quiet}>Sort</span>{' '}
        <select value={sort} onChange={({ currentTarget: { value } }) => changeView({ sort: value as View['sort'] })}>
          {SORTS.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        aria-pressed={density === 'compact'}
        onClick={() => changeView({ density: density === 'compact' ? 'roomy' : 'compact' })}
      >
        Compact
      </button>
      <button type="button" aria-pressed={map} aria-keyshortcuts="p" onClick={() => changeView({ map: !map })}>
        Map
      </button>
      <details className={css.screens}>
        <summary>Second screen</summary>
        <a href="?panel=map" target="_blank" rel="noopener">
          Map in a window
        </a>
        <a href="?panel=inbox" target="_blank" rel="noopener">
          Inbox in a window
        </a>
      </details>
    </div>
  );
}

type ChoiceProps = {
  readonly name: string;
  readonly value: string | null;
  readonly all: string;
  readonly options: readonly string[];
  readonly onChange: (to: string | null) => void;
};

const Choice = ({ name, value, all, options, onChange }: ChoiceProps) => (
  <select aria-label={name} value={value ?? ''} onChange={({ currentTarget }) => onChange(currentTarget.value || null)}>
    <option value="">{all}</option>
    {options.map((option) => (
      <option key={option} value={option}>
        {option}
      </option>
    ))}
    {value !== null && !options.includes(value) && <option value={value}>{value}</option>}
  </select>
);
