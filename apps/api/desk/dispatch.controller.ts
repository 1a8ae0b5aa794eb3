import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { boardVisitsOf } from '#store/board';
import { visitOf } from '#store/visit';
import type { AssignedView, BoardVisit, CandidateView, SwappedView, UndoneView } from '#store/views';
import { reassign } from '#flows/commands/reassign';
import { swap } from '#flows/commands/swap';
import { undo } from '#flows/commands/undo';
import type { Doorward } from '#flows/doorward';
import { candidatesFor, FOR_THE_DESK } from '#flows/steps/candidates';
import { swapsFor } from '#flows/steps/swaps';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { span, undoing } from '#apps/api/desk/wire';
import { answered, Problem } from '#apps/api/problem';
import { Assign, Swap, uuid } from '#apps/api/schemas';

/** Who has which visit: whoever might take one, giving it, swapping two, and putting back what was just changed. */
@ApiTags('desk')
@Controller('api')
@Door('desk')
export class DispatchController {
  private readonly reader;

  constructor(@Inject(HOUSE) private readonly house: Doorward) {
    this.reader = { sql: house.store.read };
  }

  @Get('appointments/:id/candidates')
  async candidates(@Param('id', { schema: uuid }) id: string): Promise<CandidateView[]> {
    const visit = await visitOf(this.reader, id);
    if (!visit) throw new Problem(404, 'Not found', 'There is no such visit.');
    if (!visit.window) return [];
    const now = await this.house.store.now();
    const team = await candidatesFor(this.reader, visit, now, FOR_THE_DESK);
    const swaps = await swapsFor(this.reader, visit, team, now);
    return team.candidates
      .filter(({ technicianId }) => technicianId !== visit.ticket?.technicianId)
      .map((candidate) => ({
        ...candidate,
        stay: candidate.stay && span(candidate.stay),
        swaps: (swaps.get(candidate.technicianId) ?? []).map((it) => ({ ...it, window: span(it.window) })),
      }));
  }

  @Post('appointments/:id/assignment')
  @HttpCode(200)
  async assign(
    @Param('id', { schema: uuid }) appointmentId: string,
    @Body({ schema: Assign }) body: z.infer<typeof Assign>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<AssignedView> {
    const given = await reassign(this.house)({ appointmentId, ...body, dispatcher: who.name });
    const changed = await answered(given, () => this.asItIs([appointmentId]));
    const [visit] = await this.visits([appointmentId]);
    return { ...visit!, undo: undoing(changed) };
  }

  @Post('swaps')
  @HttpCode(200)
  async swap(
    @Body({ schema: Swap }) body: z.infer<typeof Swap>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<SwappedView> {
    const ids = body.visits.map(({ appointmentId }) => appointmentId);
    const changed = await answered(await swap(this.house)({ ...body, dispatcher: who.name }), () => this.asItIs(ids));
    return { visits: await this.visits(ids), undo: undoing(changed) };
  }

  @Post('undo/:changeId')
  @HttpCode(200)
  async undo(
    @Param('changeId', { schema: uuid }) changeId: string,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<UndoneView> {
    const undone = await undo(this.house)({ changeId, dispatcher: who.name });
    const visits = await answered(undone, async () => this.asItIs(await this.touchedBy(changeId)));
    return { visits: await this.visits(visits.map(({ appointmentId }) => appointmentId)) };
  }

  /** Two dispatchers at one visit: the second sees what the first made of it. */
  private async asItIs(appointmentIds: readonly string[]): Promise<Record<string, unknown>> {
    const current = await this.visits(appointmentIds);
    return { current: current[0], ...(current.length > 1 ? { visits: current } : {}) };
  }

  private visits(appointmentIds: readonly string[]): Promise<BoardVisit[]> {
    return boardVisitsOf(this.reader, appointmentIds);
  }

  private async touchedBy(changeId: string): Promise<string[]> {
    const rows = await this.reader.sql<{ id: string }>(
      `SELECT c ->> 'appointmentId' AS id FROM desk_change d, jsonb_array_elements(d.changes) c WHERE d.id = $1`,
      [changeId],
    );
    return rows.map(({ id }) => id);
  }
}
