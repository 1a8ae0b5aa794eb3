import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { isRefused, type Refused } from '#visits/refused';
import type { Window } from '#time/window';
import { boardVisitsOf } from '#store/board';
import { visitOf } from '#store/visit';
import type { AssignedView, BoardVisit, CandidateView, Span, SwappedView, UndoneView } from '#store/views';
import { reassign } from '#flows/commands/reassign';
import { swap } from '#flows/commands/swap';
import { undo } from '#flows/commands/undo';
import type { Doorward } from '#flows/doorward';
import type { Changed } from '#flows/steps/by-hand';
import { candidatesFor, FOR_THE_DESK } from '#flows/steps/candidates';
import { swapsFor } from '#flows/steps/swaps';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { Problem, problemOf } from '#apps/api/problem';
import { Assign, Swap, uuid } from '#apps/api/schemas';

const span = ({ from, to }: Window): Span => ({ from: from.toISOString(), to: to.toISOString() });
const undoing = ({ undo: { id, until } }: Changed) => ({ id, until: until.toISOString() });

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
    const answer = await reassign(this.house)({ appointmentId, ...body, dispatcher: who.name });
    if (isRefused(answer)) throw await this.refusal(answer, [appointmentId]);
    const [visit] = await this.visits([appointmentId]);
    return { ...visit!, undo: undoing(answer) };
  }

  @Post('swaps')
  @HttpCode(200)
  async swap(
    @Body({ schema: Swap }) body: z.infer<typeof Swap>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<SwappedView> {
    const ids = body.visits.map(({ appointmentId }) => appointmentId);
    const answer = await swap(this.house)({ ...body, dispatcher: who.name });
    if (isRefused(answer)) throw await this.refusal(answer, ids);
    return { visits: await this.visits(ids), undo: undoing(answer) };
  }

  @Post('undo/:changeId')
  @HttpCode(200)
  async undo(
    @Param('changeId', { schema: uuid }) changeId: string,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<UndoneView> {
    const answer = await undo(this.house)({ changeId, dispatcher: who.name });
    if (isRefused(answer)) throw await this.refusal(answer, await this.touchedBy(changeId));
    return { visits: await this.visits(answer.map(({ appointmentId }) => appointmentId)) };
  }

  /** Two dispatchers at one visit: the second sees what the first made of it. */
  private async refusal(refused: Refused, appointmentIds: readonly string[]): Promise<Problem> {
    const current = await this.visits(appointmentIds);
    const more = { current: current[0], ...(current.length > 1 ? { visits: current } : {}) };
    return refused.code === 'stale' ? new Problem(409, refused.code, refused.refused, more) : problemOf(refused, more);
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
