import type { Person } from '#carriers/loopback/phone-list';

export type LoopbackSettings = {
  /** 0 takes any free port. */
  readonly port: number;
  readonly accountSid: string;
  readonly authToken: string;
  /** Where texts from phones go: POST `${webhookBase}/twilio/inbound`. */
  readonly webhookBase: string;
  /** The threads are kept here (JSON lines) over a restart; nowhere when absent. */
  readonly file?: string | undefined;
  readonly people?: (() => Promise<readonly Person[]>) | undefined;
  /** The number a phone texts that was never texted before. */
  readonly number?: string | undefined;
  /** The zone the phone page shows times in; the browser's own when absent. */
  readonly zone?: string | undefined;
  /** The clock the texts are dated by, so that the phones of a demo keep its time. */
  readonly now?: (() => Date) | undefined;
  /**
   * `carrier` answers STOP, START and HELP itself, says so in the webhook (`OptOutType`) and blocks a number after STOP
   * (21610), as Twilio does unless its support has handed opt-outs over to us.
   */
  readonly optOuts?: 'carrier' | 'ours' | undefined;
};
