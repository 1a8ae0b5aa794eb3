import { useEffect, useState } from 'preact/hooks';
import type { TechDay, TechTicket } from '#store/views';
import { useCell } from '../cell';
import { serverTime, useSeconds } from '../clock';
import { foretell, nextJob } from '../day/foretell';
import type { Session } from '../day/session';
import { More } from '../more/more';
import { PanelScreen } from '../panels/panel-screen';
import { usePositions } from '../phone/positions';
import { hrefOf, leaveFor, type Place, usePlace } from '../place';
import { isNew } from '../saying/ticket';
import { Banners } from './banners';
import { Dock } from './dock';
import { Header } from './header';
import { JobCard } from './job-card';
import { NoJob } from './no-job';
import { Tap } from './tap';
import { Today } from './today';
import { useNews } from './use-news';

/** Everything a signed-in technician sees. */
export function DayPage({ session, onLeave }: { readonly session: Session; readonly onLeave: (() => void) | null }) {
  const heard = useCell(session.heard);
  const waiting = useCell(session.waiting);
  const place = usePlace();
  const seconds = useSeconds();
  const day = heard && foretell(heard.day, waiting);
  const positions = usePositions(session, heard && day ? isTracked(day, serverTime(heard, seconds)) : false);
  const news = useNews(heard, day);
  if (!heard || !day) return <Waiting session={session} />;
  const now = serverTime(heard, seconds);
  const job = jobAt(place, day);
  const panel = place.at === 'job' ? place.panel : null;
  return (
    <Tap.Provider value={session.tap}>
      <Header {...{ session, heard, day, now, sharing: positions.sharing }} />
      <main id="content" tabIndex={-1}>
        <Banners {...{ session, day, now, shown: panel || isList(place) ? null : job }} />
        {job && panel ? (
          <PanelScreen
            key={`${job.assignmentId}${panel}`}
            {...{ session, panel, job, now }}
            skills={day.skills ?? []}
            home={homeOf(job, day)}
          />
        ) : place.at === 'today' ? (
          <Today {...{ day, now }} />
        ) : place.at === 'more' ? (
          <More {...{ session, day, now, onLeave }} />
        ) : job ? (
          <JobCard
            key={job.assignmentId}
            {...{ session, job, now, day, positions, waiting, isNext: place.at === 'now' }}
          />
        ) : place.at === 'job' ? (
          <Gone />
        ) : (
          <NoJob day={day} />
        )}
      </main>
      {!panel && (
        <Dock
          {...{
            session,
            place,
            job: isList(place) ? null : job,
            newJobs: day.tickets.filter(isNew).length,
            day,
          }}
        />
      )}
      <p class="unseen" role="status" aria-live="assertive">
        {news}
      </p>
    </Tap.Provider>
  );
}

const isList = ({ at }: Place) => at === 'today' || at === 'more';

/** On the way to a customer, and on shift. */
const isTracked = ({ tickets, shift, off }: TechDay, now: Date): boolean =>
  shift !== null &&
  !off &&
  new Date(shift.from) <= now &&
  now < new Date(shift.to) &&
  tickets.some(({ state }) => state === 'en_route');

const homeOf = (job: TechTicket, day: TechDay) => (job === nextJob(day) ? '#/now' : hrefOf(job.assignmentId));

const jobAt = (place: Place, day: TechDay): TechTicket | null =>
  place.at === 'job' ? (day.tickets.find(({ assignmentId }) => assignmentId === place.id) ?? null) : nextJob(day);

/** The job of this address is not his any more: back to what is. */
function Gone() {
  useEffect(() => leaveFor('#/now'), []);
  return null;
}

/** Nothing was ever heard: a first start, perhaps without signal. */
function Waiting({ session }: { readonly session: Session }) {
  const { troubled } = useCell(session.contact);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 1_500);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main class="door">
      <p class="brand">Doorward</p>
      <h1>{troubled ? 'No signal' : 'Your day'}</h1>
      <p role="status">
        {troubled ? 'Your jobs come as soon as there is a connection.' : slow ? 'Fetching your jobs …' : ''}
      </p>
    </main>
  );
}
