import { Controller, Delete, Get, Header, HttpCode, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { renderSVG } from 'uqr';
import { photoOf } from '#flows/commands/keep-photo';
import { type PhoneListed, phonesOf, showSignInLink, signOutPhone } from '#flows/commands/phones';
import { byDispatcher, type Doorward } from '#flows/doorward';
import { type DispatcherWho, Door, TheDispatcher } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered, Problem } from '#apps/api/problem';
import { uuid } from '#apps/api/schemas';

/** The phones of the technicians before the desk: which are signed in, letting one in, shutting one out. */
@ApiTags('desk')
@Controller('api')
@Door('desk')
export class PhonesController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Get('technicians/:id/phones')
  async list(@Param('id', { schema: uuid }) technicianId: string): Promise<PhoneListed[]> {
    const phones = await phonesOf(this.house, technicianId);
    if (!phones) throw new Problem(404, 'Not found', 'There is no such technician.');
    return phones;
  }

  /** A lost phone hears nothing more within five seconds, and forgets the day it had. */
  @Delete('technicians/:id/phones/:deviceId')
  @HttpCode(204)
  async signOut(
    @Param('id', { schema: uuid }) technicianId: string,
    @Param('deviceId', { schema: uuid }) deviceId: string,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<void> {
    await answered(await signOutPhone(this.house)({ technicianId, deviceId, dispatcher: who.name }));
  }

  /** A one-time sign-in link as a code to be scanned from this screen; the link is in the picture and nowhere else. */
  @Post('technicians/:id/sign-in-code')
  @HttpCode(200)
  async code(
    @Param('id', { schema: uuid }) technicianId: string,
    @TheDispatcher() who: DispatcherWho,
  ): Promise<{ picture: string }> {
    const actor = byDispatcher(who.name);
    const { url } = await answered(await showSignInLink(this.house)({ technicianId, actor }));
    return { picture: renderSVG(url) };
  }

  @Get('photos/:id')
  @Header('content-type', 'image/jpeg')
  @Header('content-disposition', 'inline')
  async photo(@Param('id', { schema: uuid }) id: string): Promise<StreamableFile> {
    const bytes = await photoOf(this.house, id);
    if (!bytes) throw new Problem(404, 'Not found', 'There is no such photo.');
    return new StreamableFile(bytes, { type: 'image/jpeg' });
  }
}
