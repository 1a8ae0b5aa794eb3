import { Body, Controller, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { chooseTexts } from '#flows/commands/consent';
import { byCustomer, type Doorward } from '#flows/doorward';
import { type CustomerWho, Door, TheCustomer } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';

const TextsForm = z.strictObject({ wants: z.enum(['yes', 'no']) });

/** Texts off or on, from the customer's page. */
@ApiExcludeController()
@Controller('v/:token')
@Door('visit')
export class ConsentController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Post('texts')
  async choose(
    @TheCustomer() who: CustomerWho,
    @Param('token') token: string,
    @Body({ schema: TextsForm }) form: z.infer<typeof TextsForm>,
    @Res() reply: FastifyReply,
  ) {
    await chooseTexts(this.house)({
      workOrderId: who.workOrderId,
      texts: form.wants === 'yes',
      actor: byCustomer(who.name),
      source: 'on the visit page',
    });
    // The page itself says what holds now.
    return reply.redirect(`/v/${token}#texts`, 303);
  }
}
