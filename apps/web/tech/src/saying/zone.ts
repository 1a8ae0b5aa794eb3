import type { TechDay } from '#store/views';
import { stored } from '../stored';

const lastZone = stored<string>('device', 'doorward.zone');

export function keepZone(zone: string | undefined): void {
  if (zone !== undefined) lastZone.write(zone);
}

/** The zone of his jobs; on a day without any, that of the last he had: the clock must not jump with the last ticket. */
export const zoneOf = ({ tickets }: TechDay): string | undefined => tickets[0]?.zone ?? lastZone.read() ?? undefined;
