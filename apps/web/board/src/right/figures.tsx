import type { FiguresView } from '#store/views';
import { type Asked, daysOf } from './asked';
import { Definitions } from './definitions';
import { Headline } from './headline';
import { Quarters } from './quarters';
import { TruthTable } from './truth-table';
import { sayDays, sayHour, sayVisits } from './words';
import css from './right.module.css';

/** All figures of the days asked for, or that there are none. */
export function FiguresPart({ figures, asked }: { figures: FiguresView; asked: Asked }) {
  const days = daysOf(asked);
  const { visits, byHorizon, byHour, byTechnician, byWork, quarters, from, to } = figures;
  if (visits.due === 0)
    return (
      <div className={css.empty} role="status">
        <p>No visit has ended in these days yet.</p>
        <p className={css.quiet}>
          {visits.open + visits.cancelled === 0
            ? `Nothing was promised for ${sayDays(from, to)}.`
            : `${sayLeftOut(visits)} A visit counts once somebody has arrived, or once its promise is over.`}
        </p>
      </div>
    );
  return (
    <>
      <p className={css.quiet}>
        {sayVisits(visits.due)}, {sayDays(from, to)}. {sayLeftOut(visits)}
      </p>
      <Headline figures={figures} days={days} />
      <TruthTable
        title="How true predictions were, by time before the arrival"
        first="Before the arrival"
        days={days}
        rows={byHorizon.map((row) => ({
          ...row,
          key: String(row.minutes),
          label: row.minutes < 60 ? `${row.minutes} min` : `${row.minutes / 60} h`,
          part: { horizon: String(row.minutes) },
          visits: row.coverage.visits,
        }))}
      />
      <TruthTable
        title="By hour of the window"
        first="From"
        days={days}
        rows={byHour.map((row) => ({
          ...row,
          key: String(row.hour),
          label: sayHour(row.hour),
          part: { hour: String(row.hour) },
        }))}
      />
      <TruthTable
        title="By technician"
        first="Technician"
        days={days}
        rows={byTechnician.map((row) => ({
          ...row,
          key: row.technicianId,
          label: row.technician,
          part: { technician: row.technicianId },
        }))}
      />
      <TruthTable
        title="By kind of work"
        first="Work"
        days={days}
        rows={byWork.map((row) => ({ ...row, key: row.workCode, label: row.work, part: { work: row.workCode } }))}
      />
      <Quarters quarters={quarters} days={days} />
      <Definitions />
    </>
  );
}

function sayLeftOut({ open, cancelled }: FiguresView['visits']): string {
  const left = [
    open ? `${sayVisits(open)} not over yet` : '',
    cancelled ? `${sayVisits(cancelled)} cancelled in time` : '',
  ].filter(Boolean);
  return left.length ? `Not counted: ${left.join(', ')}.` : '';
}
