import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { clockFace } from '#store/board';
import type { Doorward } from '#flows/doorward';
import { decisionsAbout } from '#apps/api/demo/decisions';
import { Door } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';

const OfPhone = z.strictObject({ phone: z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be a number like +15550100') });

/** What was decided about a customer's visit, and why. */
@ApiExcludeController()
@Controller('demo')
@Door('demo')
export class DecisionsController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Get('decisions')
  async decisions(@Query({ schema: OfPhone }) { phone }: z.infer<typeof OfPhone>) {
    const reader = { sql: this.house.store.read };
    const [clock, visit] = [await clockFace(reader), await decisionsAbout(reader, phone)];
    return { clock, zone: this.house.settings.ZONE, visit };
  }
}
