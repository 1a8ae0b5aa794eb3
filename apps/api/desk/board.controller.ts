import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { dayAt, plusDays, startOfDay } from '#time/zone';
import { boardTechnicians, boardVisitsOf } from '#store/board';
import { conversations } from '#store/inbox';
import { searchOrders } from '#store/search';
import { storyOf } from '#store/story';
import type { BoardSnapshot, Conversation, DayDrivesView, FoundVisit, Story } from '#store/views';
import { boardSnapshot } from '#live/board-change';
import { keepCallBack } from '#flows/commands/call-back';
import { claimReply, releaseReply } from '#flows/commands/claim-reply';
import { chooseTexts } from '#flows/commands/consent';
import { closeOrder, openAnotherVisit } from '#flows/commands/decide-order';
import { closeAlertById, deskOffer, deskReply } from '#flows/commands/desk';
import { snoozeAlert, wakeAlert } from '#flows/commands/snooze';
import { tellByPhone } from '#flows/commands/tell-by-phone';
import { textSignInLink } from '#flows/commands/sign-in';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { drivesOfDay } from '#flows/steps/day-drives';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered, Problem } from '#apps/api/problem';
import { Day, DeskReply, DeskTexts, Note, Reason, Search, Snoozed, uuid, Versioned } from '#apps/api/schemas';

/** What the desk sees and does. */
@ApiTags('desk')
@Controller('api')
@Door('desk')
export class BoardController {
  private readonly reader;

  constructor(@Inject(HOUSE) private readonly house: Doorward) {
    this.reader = { sql: house.store.read };
  }

  @Get('board')
  board(@Query({ schema: Day }) query: z.infer<typeof Day>): Promise<BoardSnapshot> {
    const { COMPANY_NAME, ZONE } = this.house.settings;
    return boardSnapshot(this.reader, { company: COMPANY_NAME, zone: ZONE }, query.day);
  }

  /** The ways between the visits of that day, as long as they take. */
  @Get('board/drives')
  async drives(@Query({ schema: Day }) query: z.infer<typeof Day>): Promise<DayDrivesView> {
    const { ZONE } = this.house.settings;
    const day = query.day ?? dayAt(await this.house.store.now(), ZONE);
    const span = { from: startOfDay(day, ZONE), to: startOfDay(plusDays(day, 1), ZONE) };
    const technicians = await boardTechnicians(this.reader, span);
    const ids = technicians.filter(({ shifts }) => shifts.length).map(({ id }) => id);
    return { technicians: await drivesOfDay(this.reader, ids, span) };
  }

  @Get('inbox')
  inbox(): Promise<Conversation[]> {
    return conversations(this.reader);
  }

  @Get('search')
  search(@Query({ schema: Search }) { q }: z.infer<typeof Search>): Promise<FoundVisit[]> {
    return searchOrders(this.reader, q);
  }

  @Get('work-orders/:id/story')
  async story(@Param('id', { schema: uuid }) id: string): Promise<Story> {
    return (await storyOf(this.reader, id)) ?? absent();
  }

  @Post('appointments/:id/offer')
  @HttpCode(202)
  async offer(
    @Param('id', { schema: uuid }) appointmentId: string,
    @Body({ schema: Versioned }) body: z.infer<typeof Versioned>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    const answer = await deskOffer(this.house)({ appointmentId, ...body, dispatcher: who.name });
    // Two dispatchers at one visit: the second sees what the first made of it.
    return answered(answer, async () => ({ current: (await boardVisitsOf(this.reader, [appointmentId]))[0] }));
  }

  @Post('work-orders/:id/call-back/kept')
  @HttpCode(200)
  async called(
    @Param('id', { schema: uuid }) workOrderId: string,
    @Body({ schema: Note }) body: z.infer<typeof Note>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(await keepCallBack(this.house)({ workOrderId, note: body.note, dispatcher: who.name }));
  }

  @Post('work-orders/:id/reply')
  @HttpCode(202)
  async reply(
    @Param('id', { schema: uuid }) workOrderId: string,
    @Body({ schema: DeskReply }) body: z.infer<typeof DeskReply>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(
      await deskReply(this.house)({ workOrderId, body: body.body, dispatcher: who.name, dispatcherId: who.id }),
    );
  }

  /** The work was not completed and goes on: another visit is opened, and its times are put to the customer. */
  @Post('work-orders/:id/another-visit')
  @HttpCode(201)
  async anotherVisit(@Param('id', { schema: uuid }) workOrderId: string, @TheDispatcher() who: DispatcherWho) {
    return answered(await openAnotherVisit(this.house)({ workOrderId, dispatcher: who.name }));
  }

  /** Nothing more will be done for this order. */
  @Post('work-orders/:id/close')
  @HttpCode(204)
  async closeOrder(
    @Param('id', { schema: uuid }) workOrderId: string,
    @Body({ schema: Reason }) body: z.infer<typeof Reason>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<void> {
    await answered(await closeOrder(this.house)({ workOrderId, reason: body.reason, dispatcher: who.name }));
  }

  /** The customer has told the desk that he wants no texts, or that he wants them again. */
  @Post('work-orders/:id/texts')
  @HttpCode(200)
  async texts(
    @Param('id', { schema: uuid }) workOrderId: string,
    @Body({ schema: DeskTexts }) body: z.infer<typeof DeskTexts>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    const { texts, reason } = body;
    return answered(
      await chooseTexts(this.house)({ workOrderId, texts, actor: byDispatcher(who.name), source: reason }),
    );
  }

  /** Somebody writes to this customer: for two minutes no other dispatcher does. */
  @Put('work-orders/:id/reply-claim')
  @HttpCode(200)
  async claim(@Param('id', { schema: uuid }) workOrderId: string, @TheDispatcher() who: DispatcherWho) {
    return answered(await claimReply(this.house)({ workOrderId, dispatcherId: who.id }));
  }

  @Delete('work-orders/:id/reply-claim')
  @HttpCode(204)
  async release(@Param('id', { schema: uuid }) workOrderId: string, @TheDispatcher() who: DispatcherWho) {
    await releaseReply(this.house)({ workOrderId, dispatcherId: who.id });
  }

  /** What no text could tell has been told by phone. */
  @Post('alerts/:id/told')
  @HttpCode(200)
  async told(@Param('id', { schema: uuid }) alertId: string, @TheDispatcher() who: DispatcherWho) {
    return answered(await tellByPhone(this.house)({ alertId, dispatcher: who.name }));
  }

  @Post('alerts/:id/close')
  @HttpCode(204)
  async closeAlert(
    @Param('id', { schema: uuid }) alertId: string,
    @Body({ schema: Reason }) body: z.infer<typeof Reason>,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<void> {
    await answered(await closeAlertById(this.house)({ alertId, reason: body.reason, dispatcher: who.name }));
  }

  /** Laid aside for a while: it stays open, and everybody sees by whom and until when. */
  @Post('alerts/:id/snooze')
  @HttpCode(200)
  async snooze(
    @Param('id', { schema: uuid }) alertId: string,
    @Body({ schema: Snoozed }) { until }: z.infer<typeof Snoozed>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(await snoozeAlert(this.house)({ alertId, until, dispatcher: who.name }));
  }

  @Delete('alerts/:id/snooze')
  @HttpCode(204)
  async wake(@Param('id', { schema: uuid }) alertId: string, @TheDispatcher() who: DispatcherWho): Promise<void> {
    await answered(await wakeAlert(this.house)({ alertId, dispatcher: who.name }));
  }

  @Post('technicians/:id/sign-in-link')
  @HttpCode(202)
  async signInLink(@Param('id', { schema: uuid }) technicianId: string, @TheDispatcher() who: DispatcherWho) {
    return answered(await textSignInLink(this.house)({ technicianId, actor: byDispatcher(who.name) }));
  }
}

function absent(): never {
  throw new Problem(404, 'Not found', 'There is no such visit.');
}
