import type { TechDay } from '#store/views';
import { useCell } from '../cell';
import { SIGNAL_SAYS, signalOf } from '../day/contact';
import type { HeardDay } from '../day/keep-day';
import type { Session } from '../day/session';
import type { Sharing } from '../phone/positions';
import { sayClock, sayDay, sayOtherZone, saySpan } from '../saying/time';
import { zoneOf } from '../saying/zone';

type Shown = {
  readonly session: Session;
  readonly heard: HeardDay;
  readonly day: TechDay;
  readonly now: Date;
  readonly sharing: Sharing;
};

export function Header({ session, heard, day, now, sharing }: Shown) {
  const signal = signalOf(useCell(session.contact));
  const zone = zoneOf(day);
  const { rate } = heard.day.clock;
  return (
    <header>
      <div>
        <p class="who">{day.technician.name}</p>
        <p class="clock">
          <time dateTime={now.toISOString()}>{sayClock(now, zone)}</time>
          {zone && <small> {sayOtherZone(now, zone)}</small>}
          {rate !== 1 && <small> {rate === 0 ? 'paused' : `×${rate}`}</small>}
        </p>
      </div>
      <div>
        <p class="shift">{sayShift(day, now, zone)}</p>
        <p class="pills">
          {sharing !== 'off' && (
            <span class={`pill ${sharing}`}>{sharing === 'sharing' ? 'Sharing position' : 'Not sharing'}</span>
          )}
          <span class={`pill ${signal}`}>{SIGNAL_SAYS[signal]}</span>
        </p>
      </div>
    </header>
  );
}

function sayShift({ shift }: TechDay, now: Date, zone: string | undefined): string {
  if (!shift) return 'No shift';
  return `Shift ${[sayDay(new Date(shift.from), now, zone), saySpan(shift, zone)].filter(Boolean).join(' ')}`;
}
