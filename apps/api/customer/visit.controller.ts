import { Controller, Get, Header, HttpCode, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Doorward } from '#flows/doorward';
import { type CustomerWho, Door, TheCustomer } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { calendarOf } from '#apps/api/customer/calendar';
import { timesOf } from '#apps/api/customer/form';
import { confirmPage } from '#apps/api/customer/pages/confirm';
import { wrongPersonPage } from '#apps/api/customer/pages/wrong-person';
import { heldBy, readPage, showTimes, showVisit } from '#apps/api/customer/read-page';
import { VisitStreams } from '#apps/api/customer/visit-streams';
import { uuid } from '#apps/api/schemas';

const PAGE = 'text/html; charset=utf-8';

/** The customer's page, looked at. A GET changes nothing, ever: phones and scanners open links by themselves. */
@ApiExcludeController()
@Controller('v/:token')
@Door('visit')
export class VisitController {
  constructor(
    @Inject(HOUSE) private readonly house: Doorward,
    @Inject(VisitStreams) private readonly streams: VisitStreams,
  ) {}

  @Get()
  @Header('content-type', PAGE)
  async page(@TheCustomer() who: CustomerWho, @Query('said') said?: string): Promise<string> {
    const page = await readPage(this.house, who);
    if (page.isWrongNumber) return wrongPersonPage(page);
    const { visit } = page;
    return visit.state === 'requested' && !visit.followsId
      ? showTimes(this.house, page, said)
      : showVisit(this.house, page, said);
  }

  @Get('times')
  @Header('content-type', PAGE)
  async times(
    @TheCustomer() who: CustomerWho,
    @Query('said') said?: string,
    @Query('visit') visit?: string,
  ): Promise<string> {
    const page = await readPage(this.house, who, visit);
    if (page.isWrongNumber) return wrongPersonPage(page);
    const { state } = page.visit;
    // What is over has no times any more; what is true of it has.
    return state === 'requested' || state === 'confirmed'
      ? showTimes(this.house, page, said)
      : showVisit(this.house, page, said);
  }

  @Get('held/:holdId')
  async held(
    @TheCustomer() who: CustomerWho,
    @Param('holdId', { schema: uuid }) holdId: string,
    @Res() reply: FastifyReply,
  ) {
    const page = await readPage(this.house, who);
    if (page.isWrongNumber) return reply.type(PAGE).send(wrongPersonPage(page));
    const holds = await heldBy(this.house, who.workOrderId, holdId, [page.visit, ...page.others]);
    if (!holds.some(({ id }) => id === holdId)) return reply.redirect(timesOf(who, 'expired').url, 303);
    return reply.type(PAGE).send(confirmPage(page, holds));
  }

  @Get('calendar.ics')
  @HttpCode(200)
  async calendar(@TheCustomer() who: CustomerWho, @Res() reply: FastifyReply) {
    const page = await readPage(this.house, who);
    const promised = [page.visit, ...page.others].filter(({ window }) => window !== null);
    if (!promised.length || page.isWrongNumber) return reply.redirect(who.path, 303);
    return reply
      .type('text/calendar; charset=utf-8')
      .header('content-disposition', 'attachment; filename="visit.ics"')
      .send(calendarOf(this.house, promised, who.path));
  }

  /** Says that something has changed, and that the line still stands; what has changed the page fetches itself. */
  @Get('live')
  live(@TheCustomer() { workOrderId }: CustomerWho, @Req() { method }: FastifyRequest, @Res() reply: FastifyReply) {
    // Closed with its last word: a connection kept for the next request would keep a server from ending.
    void reply.type('text/event-stream').headers({ 'x-accel-buffering': 'no', connection: 'close' });
    return method === 'HEAD' ? reply.send() : reply.send(this.streams.open(workOrderId));
  }
}
