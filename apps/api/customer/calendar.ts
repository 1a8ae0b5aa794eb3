import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { splitStreet } from '#visits/house-number';
import type { Visit } from '#store/visit';
import type { Doorward } from '#flows/doorward';

/** The visits as events of a calendar, each with a higher SEQUENCE after every change, so that a calendar replaces what it has. */
export function calendarOf({ settings }: Pick<Doorward, 'settings'>, visits: readonly Visit[], path: string): string {
  const { COMPANY_NAME, PUBLIC_URL, DESK_NUMBER } = settings;
  const calendar = ical({
    name: COMPANY_NAME,
    method: ICalCalendarMethod.PUBLISH,
    prodId: { company: 'Doorward', product: 'Doorward' },
  });
  for (const visit of visits)
    calendar.createEvent({
      id: `${visit.appointmentId}@doorward`,
      sequence: visit.revision - 1,
      start: visit.window!.from,
      end: visit.window!.to,
      summary: `${COMPANY_NAME}: ${visit.work.name} visit (ref ${visit.ref})`,
      location: splitStreet(visit.place.street).street,
      description: `Your technician arrives in this time. Questions: ${DESK_NUMBER}`,
      url: `${PUBLIC_URL}${path}`,
      status: statusOf(visit),
    });
  return calendar.toString();
}

const statusOf = ({ state, suspendedAt }: Visit) =>
  state === 'cancelled'
    ? ICalEventStatus.CANCELLED
    : suspendedAt
      ? ICalEventStatus.TENTATIVE
      : ICalEventStatus.CONFIRMED;
