import { Body, Controller, Inject } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { z } from 'zod';
import { chooseTexts } from '#flows/commands/consent';
import { byCustomer, type Doorward } from '#flows/doorward';
import { type CustomerWho, Door, TheCustomer } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { Form, type Leads } from '#apps/api/customer/form';

const TextsForm = z.strictObject({ wants: z.enum(['yes', 'no']) });

/** Texts off or on, from the customer's page. */
@ApiExcludeController()
@Controller('v/:token')
@Door('visit')
export class ConsentController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Form('texts')
  async choose(
    @TheCustomer() { workOrderId, name, phone, path }: CustomerWho,
    @Body({ schema: TextsForm }) { wants }: z.infer<typeof TextsForm>,
  ): Promise<Leads> {
    const his = { workOrderId, phone, actor: byCustomer(name) };
    await chooseTexts(this.house)({ ...his, texts: wants === 'yes', source: 'on the visit page' });
    // The page itself says what holds now.
    return { url: `${path}#texts` };
  }
}
