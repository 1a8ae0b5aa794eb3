import type { TechDay } from '#store/views';
import type { Session } from '../day/session';
import { OwnPositions } from '../screens/own-positions';
import { InstallSection } from './install-section';
import { PushSection } from './push-section';
import { ShiftSection } from './shift-section';
import { TrackerSection } from './tracker-section';

type Shown = {
  readonly session: Session;
  readonly day: TechDay;
  readonly now: Date;
  readonly onLeave: (() => void) | null;
};

/** What is set once in a while: the shift, the home screen, being woken, positions. */
export const More = ({ session, day, now, onLeave }: Shown) => (
  <section class="more">
    <h1>This phone</h1>
    <ShiftSection {...{ session, day, now }} />
    <InstallSection />
    <PushSection session={session} />
    <TrackerSection session={session} />
    <OwnPositions session={session} />
    {onLeave && (
      <button type="button" class="leave" onClick={onLeave}>
        Switch technician
      </button>
    )}
  </section>
);
