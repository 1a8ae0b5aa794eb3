import type { Window } from '#time/window';
import { routesOf } from '#store/route';
import type { DayDrive } from '#store/views';
import type { Tx } from '#store/tx';
import { drivesBetween } from '#flows/steps/drives';

/** The ways between the planned visits of each technician's day, by technician; as the crow flies where no road is known. */
export async function drivesOfDay(
  tx: Pick<Tx, 'sql'>,
  technicianIds: readonly string[],
  span: Window,
): Promise<Record<string, DayDrive[]>> {
  const ways = (await routesOf(tx, technicianIds, span)).flatMap(({ technician, stops }) => {
    const planned = stops.filter(
      ({ id, heldUntil }, nth) => !heldUntil && stops.findIndex((stop) => stop.id === id) === nth,
    );
    return planned.map((stop, nth) => ({
      technicianId: technician.id,
      stop,
      from: nth ? planned[nth - 1]!.place : technician.home,
    }));
  });
  const drives = await drivesBetween(
    tx,
    ways.map(({ from, stop }) => [from, stop.place]),
  );
  const found: Record<string, DayDrive[]> = {};
  for (const { technicianId, stop, from } of ways)
    (found[technicianId] ??= []).push({
      appointmentId: stop.id,
      arrives: stop.stay.from.toISOString(),
      minutes: Math.round(drives.of(from, stop.place).minutes * 10) / 10,
    });
  return found;
}
