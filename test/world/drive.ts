import { minutesBetween } from '#time/minutes';
import type { Place } from '#routes/route';
import { eastOf, local } from '#test/world/company';
import type { TechnicianPhone } from '#test/world/technician';
import { wallClock, type World } from '#test/world/world';

export type Drive = {
  readonly to: Place;
  readonly from: string;
  readonly until: string;
  /** Minutes of driving left at `from`. */
  readonly left: number;
  /** Between two positions of the phone. */
  readonly everySeconds?: number;
};

/** Lets the clock go on while somebody drives towards a place, at the pace of the estimate, and his phone tells where he is. */
export async function drive(world: World, phone: TechnicianPhone, on: Drive): Promise<void> {
  const [from, until] = [local(on.from), local(on.until)];
  for (let at = from; at <= until; at = new Date(at.getTime() + (on.everySeconds ?? 45) * 1000)) {
    await world.until(wallClock(at));
    const told = await phone.isAt(eastOf(on.to, on.left - minutesBetween(from, at)), at);
    if (told.body.taken !== 1) throw new Error(`a position was not taken: ${JSON.stringify(told.body)}`);
  }
  await world.until(on.until);
}
