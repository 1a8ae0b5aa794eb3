import { Body, Controller, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { positionsOf } from '#store/positions';
import type { ReceivePositions, Taken } from '#flows/commands/receive-positions';
import type { Doorward } from '#flows/doorward';
import { Door, type TechnicianWho, TheTechnician } from '#apps/api/doors/door';
import { HOUSE, POSITIONS } from '#apps/api/house';
import { TechnicianPositions } from '#apps/api/schemas';
import { orLater } from '#apps/api/technician/or-later';

/** Where a technician is, as his page tells it, and what of it is stored. */
@ApiTags('technician')
@Controller('api/tech/positions')
export class PositionsController {
  constructor(
    @Inject(HOUSE) private readonly house: Doorward,
    @Inject(POSITIONS) private readonly receive: ReceivePositions,
  ) {}

  /** One position, or `fixes`: up to 500 of them, as they came while there was no signal. */
  @Post()
  @HttpCode(202)
  @Door('positions')
  tell(
    @Body({ schema: TechnicianPositions }) body: z.infer<typeof TechnicianPositions>,
    @TheTechnician() who: TechnicianWho,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Taken> {
    const fixes = 'fixes' in body ? body.fixes : [body];
    return orLater(this.receive({ technicianId: who.id, source: 'page', fixes }), reply);
  }

  /** His own positions of the last day, newest first, how many there are in all, and for how long they are kept. */
  @Get()
  @Door('technician')
  async own(@TheTechnician() who: TechnicianWho) {
    return { keptDays: this.house.settings.POSITION_DAYS, ...(await positionsOf(this.house.store, who.id)) };
  }
}
