import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { dayAt } from '#time/zone';
import type { Spot } from '#routes/spots';
import { boardVisitsOf } from '#store/board';
import { visitOf } from '#store/visit';
import type { AssignedView, SpotsView, SpotView } from '#store/views';
import { offerPlace, place } from '#flows/commands/place';
import type { Doorward } from '#flows/doorward';
import { spotsFor } from '#flows/steps/spots';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { undoing } from '#apps/api/desk/wire';
import { answered, Problem } from '#apps/api/problem';
import { PlaceVisit, SpotsOf, uuid } from '#apps/api/schemas';

/** A visit put to a technician at a time: weighed before it is done, done within the promise, offered outside of it. */
@ApiTags('desk')
@Controller('api/appointments/:id')
@Door('desk')
export class PlaceController {
  private readonly reader;

  constructor(@Inject(HOUSE) private readonly house: Doorward) {
    this.reader = { sql: house.store.read };
  }

  @Get('spots')
  async spots(
    @Param('id', { schema: uuid }) id: string,
    @Query({ schema: SpotsOf }) { technician, day }: z.infer<typeof SpotsOf>,
  ): Promise<SpotsView> {
    const visit = await visitOf(this.reader, id);
    if (!visit) throw new Problem(404, 'Not found', 'There is no such visit.');
    if (!visit.window) return { version: visit.version, spots: [] };
    const shown = day ?? dayAt(visit.window.from, visit.place.zone);
    const now = await this.house.store.now();
    const found = await spotsFor(this.reader, this.house.settings, visit, technician, shown, now);
    if (!found) throw new Problem(404, 'Not found', 'There is no such technician.');
    return { version: visit.version, spots: together(found) };
  }

  @Post('place')
  @HttpCode(200)
  async place(
    @Param('id', { schema: uuid }) appointmentId: string,
    @Body({ schema: PlaceVisit }) body: z.infer<typeof PlaceVisit>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<AssignedView> {
    const placed = await place(this.house)({ appointmentId, ...body, dispatcher: who.name });
    const changed = await answered(placed, () => this.asItIs(appointmentId));
    const [visit] = await boardVisitsOf(this.reader, [appointmentId]);
    return { ...visit!, undo: undoing(changed) };
  }

  @Post('place/offer')
  @HttpCode(202)
  async offer(
    @Param('id', { schema: uuid }) appointmentId: string,
    @Body({ schema: PlaceVisit }) body: z.infer<typeof PlaceVisit>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    const offered = await offerPlace(this.house)({ appointmentId, ...body, dispatcher: who.name });
    return answered(offered, () => this.asItIs(appointmentId));
  }

  /** Two dispatchers at one visit: the second sees what the first made of it. */
  private async asItIs(appointmentId: string) {
    return { current: (await boardVisitsOf(this.reader, [appointmentId]))[0] };
  }
}

/** Times one after the other of which the same is so are said once. */
function together(spots: readonly Spot[]): SpotView[] {
  const runs: { from: string; to: string; is: Spot['is']; says: readonly string[] }[] = [];
  for (const { at, is, says } of spots) {
    const last = runs.at(-1);
    if (last && last.is === is && last.says.join() === says.join()) last.to = at.toISOString();
    else runs.push({ from: at.toISOString(), to: at.toISOString(), is, says });
  }
  return runs;
}
