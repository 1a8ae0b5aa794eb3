import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { renderSVG } from 'uqr';
import type { z } from 'zod';
import { refuse } from '#visits/refused';
import type { DelayForetold } from '#store/views';
import { foretellDelay } from '#flows/commands/foretell-delay';
import { keepPhoto } from '#flows/commands/keep-photo';
import { describePhone, setOffShift, subscribePhone, unsubscribePhone } from '#flows/commands/phones';
import { sayToCustomer } from '#flows/commands/say-to-customer';
import { makeTracker } from '#flows/commands/trackers';
import { byTechnician, type Doorward } from '#flows/doorward';
import { pushKeys } from '#flows/messages/push';
import { Door, type TechnicianWho, TheTechnician } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { answered } from '#apps/api/problem';
import { ByMinutes, NewTracker, PhoneSays, PhotoAge, PushGiven, ShiftSaid, uuid, WordGiven } from '#apps/api/schemas';

/** What a technician's phone does beside its taps: what it is, how it is woken, pictures, and what a delay would mean. */
@ApiTags('technician')
@Controller('api/tech')
@Door('technician')
export class PhoneController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  @Put('phone')
  @HttpCode(204)
  describe(
    @Body({ schema: PhoneSays }) { name }: z.infer<typeof PhoneSays>,
    @TheTechnician() who: TechnicianWho,
  ): Promise<void> {
    return describePhone(this.house)(who.deviceId, name);
  }

  /** The key with which this phone asks its push service for an address, and whether it has given us one. */
  @Get('push')
  async push(@TheTechnician() who: TechnicianWho) {
    const [row] = await this.house.store.read('SELECT 1 FROM push_subscription WHERE device_id = $1', [who.deviceId]);
    return { publicKey: (await pushKeys(this.house.store)).publicKey, subscribed: row !== undefined };
  }

  @Put('push')
  async subscribe(
    @Body({ schema: PushGiven }) { endpoint, keys }: z.infer<typeof PushGiven>,
    @TheTechnician() who: TechnicianWho,
  ) {
    return answered(await subscribePhone(this.house)(who.deviceId, { endpoint, ...keys }));
  }

  @Delete('push')
  @HttpCode(204)
  unsubscribe(@TheTechnician() who: TechnicianWho): Promise<void> {
    return unsubscribePhone(this.house)(who.deviceId);
  }

  /** Off: nothing of where he is is stored until the next shift, or until he takes it back. */
  @Put('shift')
  shift(
    @Body({ schema: ShiftSaid }) { off }: z.infer<typeof ShiftSaid>,
    @TheTechnician() who: TechnicianWho,
  ): Promise<{ off: boolean }> {
    return setOffShift(this.house)({ technicianId: who.id, name: who.name, off });
  }

  /** Lets a tracking app on this technician's phone tell positions; the secret in the answer is not told again. */
  @Post('trackers')
  async tracker(@Body({ schema: NewTracker }) body: z.infer<typeof NewTracker>, @TheTechnician() who: TechnicianWho) {
    const tracker = await answered(
      await makeTracker(this.house)({ technicianId: who.id, ...body, actor: byTechnician(who.name) }),
    );
    const { traccar, owntracks } = tracker.codes;
    return { ...tracker, pictures: { traccar: renderSVG(traccar), owntracks: renderSVG(owntracks) } };
  }

  /** Whom a delay would concern, before it is said. */
  @Get('tickets/:assignmentId/delay')
  async delay(
    @Param('assignmentId', { schema: uuid }) assignmentId: string,
    @Query({ schema: ByMinutes }) { minutes }: z.infer<typeof ByMinutes>,
    @TheTechnician() who: TechnicianWho,
  ): Promise<DelayForetold> {
    return answered(await foretellDelay(this.house)({ technicianId: who.id, assignmentId, minutes }));
  }

  /** Has the customer told something, from the company's number. */
  @Post('tickets/:assignmentId/words')
  @HttpCode(202)
  async word(
    @Param('assignmentId', { schema: uuid }) assignmentId: string,
    @Body({ schema: WordGiven }) { word }: z.infer<typeof WordGiven>,
    @TheTechnician() who: TechnicianWho,
  ) {
    return answered(await sayToCustomer(this.house)({ technicianId: who.id, assignmentId, word }));
  }

  /** A JPEG picture of a job; the phone names it, so that it is kept once. */
  @Put('tickets/:assignmentId/photos/:photoId')
  async photo(
    @Param('assignmentId', { schema: uuid }) assignmentId: string,
    @Param('photoId', { schema: uuid }) photoId: string,
    @Query({ schema: PhotoAge }) { age }: z.infer<typeof PhotoAge>,
    @Body() bytes: unknown,
    @TheTechnician() who: TechnicianWho,
  ) {
    if (!Buffer.isBuffer(bytes)) return answered(refuse('infeasible', 'That is no JPEG picture.'));
    return answered(await keepPhoto(this.house)({ technicianId: who.id, assignmentId, photoId, ageMs: age, bytes }));
  }
}
