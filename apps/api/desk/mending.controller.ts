import { setTimeout as pause } from 'node:timers/promises';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { mendingOf } from '#store/mending';
import type { MendingView } from '#store/views';
import { applyMending } from '#flows/commands/apply-mending';
import { mendDay, refuseMending } from '#flows/commands/mend-day';
import type { Doorward } from '#flows/doorward';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered, Problem } from '#apps/api/problem';
import { ApplyMending, Mend, uuid } from '#apps/api/schemas';

/** A plan that is ready so soon comes with the answer; else it is asked for until it is. */
const WAIT_MS = 800;

/** A technician cannot go on with his day: a plan for it, how far it has come, applying it, and refusing it. */
@ApiTags('desk')
@Controller('api')
@Door('desk')
export class MendingController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Post('technicians/:id/mend')
  @HttpCode(200)
  async mend(
    @Param('id', { schema: uuid }) technicianId: string,
    @Body({ schema: Mend }) body: z.infer<typeof Mend>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<MendingView> {
    const begun = await answered(await mendDay(this.house)({ technicianId, ...body, dispatcher: who.name }));
    const waited = new AbortController();
    await Promise.race([begun.thought, pause(WAIT_MS, null, { signal: waited.signal }).catch(() => null)]);
    waited.abort();
    return this.plan(begun.mendingId);
  }

  @Get('mendings/:id')
  async plan(@Param('id', { schema: uuid }) id: string): Promise<MendingView> {
    const found = await mendingOf({ sql: this.house.store.read }, id);
    if (!found) throw new Problem(404, 'Not found', 'There is no such plan.');
    return found;
  }

  @Post('mendings/:id/apply')
  @HttpCode(200)
  async apply(
    @Param('id', { schema: uuid }) mendingId: string,
    @Body({ schema: ApplyMending }) { rows }: z.infer<typeof ApplyMending>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<MendingView> {
    await answered(await applyMending(this.house)({ mendingId, rowIds: rows, dispatcher: who.name }));
    return this.plan(mendingId);
  }

  @Delete('mendings/:id')
  @HttpCode(204)
  async refuse(@Param('id', { schema: uuid }) mendingId: string, @TheDispatcher() who: DispatcherWho): Promise<void> {
    await answered(await refuseMending(this.house)({ mendingId, dispatcher: who.name }));
  }
}
