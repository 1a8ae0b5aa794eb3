import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { makeApiKey, revokeApiKey } from '#flows/commands/setup/api-keys';
import { addDispatcher, changeDispatcher, renewPassword } from '#flows/commands/setup/dispatchers';
import type { Doorward } from '#flows/doorward';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered } from '#apps/api/problem';
import { uuid } from '#apps/api/schemas';
import { AddDispatcher, ChangeDispatcher, NewApiKey } from '#apps/api/setup-schemas';

/** Who gets in: people at the desk, and other programs. What opens a door is shown once, in the answer. */
@ApiTags('setup')
@Controller('api/setup')
@Door('supervisor')
export class AccessController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Post('dispatchers')
  async add(@Body({ schema: AddDispatcher }) body: z.infer<typeof AddDispatcher>, @TheDispatcher() who: DispatcherWho) {
    return answered(await addDispatcher(this.house)({ ...body, dispatcher: who.name }));
  }

  @Put('dispatchers/:id')
  async change(
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: ChangeDispatcher }) body: z.infer<typeof ChangeDispatcher>,
    @TheDispatcher() who: DispatcherWho,
  ) {
    return answered(await changeDispatcher(this.house)({ id, ...body, dispatcher: who.name }));
  }

  @Post('dispatchers/:id/password')
  async password(@Param('id', { schema: uuid }) id: string, @TheDispatcher() who: DispatcherWho) {
    return answered(await renewPassword(this.house)({ id, dispatcher: who.name }));
  }

  @Post('api-keys')
  async key(@Body({ schema: NewApiKey }) body: z.infer<typeof NewApiKey>, @TheDispatcher() who: DispatcherWho) {
    return answered(await makeApiKey(this.house)({ ...body, dispatcher: who.name }));
  }

  @Delete('api-keys/:id')
  @HttpCode(204)
  async revoke(@Param('id', { schema: uuid }) id: string, @TheDispatcher() who: DispatcherWho): Promise<void> {
    await answered(await revokeApiKey(this.house)({ id, dispatcher: who.name }));
  }
}
