import { Body, Controller, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { readCall } from '#carriers/read-call';
import { readStatus } from '#carriers/read-status';
import { settleStatus } from '#flows/messages/settle';
import { settleCall } from '#flows/messages/settle-otherwise';
import { type CarrierDid, receiveText } from '#flows/commands/receive-text';
import type { Doorward } from '#flows/doorward';
import { Door } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { Problem } from '#apps/api/problem';
import { uuid } from '#apps/api/schemas';

type Form = Record<string, string>;

const isSid = (sid: string | undefined): sid is string => /^(SM|MM)[0-9a-f]{32}$/i.test(sid ?? '');

/** What is no code of the carrier's says as much as none. */
const readCode = (code: string | undefined) => (/^\d{1,6}$/.test(code ?? '') ? Number(code) : null);

/** Sent only where the account's opt-outs are Twilio's; a word added one day is read by us like any other text. */
const isOptOutType = (word: string | undefined): word is CarrierDid =>
  word === 'STOP' || word === 'START' || word === 'HELP';

/** The carrier's webhooks: verified at the door, written down, answered. Everything else is a worker's. */
@ApiExcludeController()
@Controller('twilio')
@Door('carrier')
export class TwilioController {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  /** An empty TwiML answer: the reply goes its own way, through the outbox. */
  @Post('inbound')
  @HttpCode(200)
  @Header('content-type', 'text/xml')
  async inbound(@Body() form: Form): Promise<string> {
    const { MessageSid, AccountSid, From, Body: body = '' } = form;
    const { TWILIO_ACCOUNT_SID } = this.house.settings;
    if (!isSid(MessageSid) || AccountSid !== TWILIO_ACCOUNT_SID || !/^\+?[\w]{3,20}$/.test(From ?? ''))
      throw new Problem(400, 'Not a text', 'This webhook lacks what makes a text.');
    const carrierDid = isOptOutType(form.OptOutType) ? form.OptOutType : null;
    await receiveText(this.house)({ carrierSid: MessageSid, from: From!, body, carrierDid });
    return '<Response></Response>';
  }

  /** How a call ended. */
  @Post('call/:id')
  @HttpCode(204)
  async call(@Param('id', { schema: uuid }) messageId: string, @Body() form: Form): Promise<void> {
    if (!/^CA[0-9a-f]{32}$/i.test(form.CallSid ?? ''))
      throw new Problem(400, 'Not a call', 'This webhook lacks what makes a call.');
    const end = readCall(form.CallStatus ?? '', form.AnsweredBy);
    if (end) await settleCall(this.house)(messageId, form.CallSid!, end);
  }

  @Post('status/:id')
  @HttpCode(204)
  async status(@Param('id', { schema: uuid }) messageId: string, @Body() form: Form): Promise<void> {
    const status = readStatus(form.MessageStatus ?? '');
    if (!isSid(form.MessageSid) || !status)
      throw new Problem(400, 'Not a status', 'This webhook lacks what makes a status.');
    await settleStatus(this.house)(messageId, form.MessageSid, status, readCode(form.ErrorCode));
  }
}
