import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { makeTracker, revokeTracker, type TrackerListed, type TrackerMade, trackersOf } from '#flows/commands/trackers';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered, Problem } from '#apps/api/problem';
import { NewTracker, uuid } from '#apps/api/schemas';

/** The tracking apps of a technician. */
@ApiTags('desk')
@Controller('api/technicians/:id/trackers')
@Door('desk')
export class TrackersController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  /** The answer holds what has to be entered on the phone; the secret in it is not told again. */
  @Post()
  async make(
    @Param('id', { schema: uuid }) technicianId: string,
    @Body({ schema: NewTracker }) body: z.infer<typeof NewTracker>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<TrackerMade> {
    return answered(await makeTracker(this.house)({ technicianId, ...body, actor: byDispatcher(who.name) }));
  }

  @Get()
  async list(@Param('id', { schema: uuid }) technicianId: string): Promise<TrackerListed[]> {
    const trackers = await trackersOf(this.house, technicianId);
    if (!trackers) throw new Problem(404, 'Not found', 'There is no such technician.');
    return trackers;
  }

  @Delete(':trackerId')
  @HttpCode(204)
  async revoke(
    @Param('id', { schema: uuid }) technicianId: string,
    @Param('trackerId', { schema: uuid }) trackerId: string,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<void> {
    await answered(await revokeTracker(this.house)({ technicianId, trackerId, dispatcher: who.name }));
  }
}
