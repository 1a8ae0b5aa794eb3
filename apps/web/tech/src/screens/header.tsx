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
          <span class={`pill ${sharing}`}>{SHARING_SAYS[sharing]}</span>
          <span class={`pill ${signal}`}>{SIGNAL_SAYS[signal]}</span>
        </p>
      </div>
    </header>
  );
}

const SHARING_SAYS: Record<Sharing, string> = {
  off: 'Position off',
  'may-ask': 'Not sharing',
  denied: 'Sharing not allowed',
  paused: 'Sharing paused',
  sharing: 'Sharing position',
};

function sayShift({ shift, off }: TechDay, now: Date, zone: string | undefined): string {
  if (!shift) return 'No shift';
  if (off) return 'Shift is over';
  return `Shift ${[sayDay(new Date(shift.from), now, zone), saySpan(shift, zone)].filter(Boolean).join(' ')}`;
}
