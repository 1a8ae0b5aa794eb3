import { createTransport } from 'nodemailer';

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Ours, so that a mail sent a second time is known as the same by the mailbox. */
  readonly id: string;
};

export type Mailed =
  /** The mail server has taken it. */
  | { readonly outcome: 'accepted' }
  /** It said no, or nobody knows: either way it cannot be counted on. */
  | { readonly outcome: 'failed'; readonly why: string };

export type Mailer = {
  /** Hands one mail over. Every answer and every silence is an outcome; nothing is tried again, nothing thrown. */
  send(mail: Mail): Promise<Mailed>;
};

/** What a server may take for one mail, from first to last byte. */
const TIMEOUT_MS = 10_000;

/** E-mail through an SMTP server, `smtp://user:password@mail.example.com:587`; `from` is what the mail says it comes from. */
export function smtpMailer({ url, from }: { readonly url: string; readonly from: string }): Mailer {
  const transport = createTransport({
    url,
    ...{ connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS },
  });
  return {
    async send({ to, subject, text, id }) {
      try {
        const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'doorward';
        const { accepted } = await transport.sendMail({ from, to, subject, text, messageId: `<${id}@${domain}>` });
        return accepted.length > 0
          ? { outcome: 'accepted' }
          : { outcome: 'failed', why: 'the mail server took no one' };
      } catch (cause) {
        return { outcome: 'failed', why: cause instanceof Error ? cause.message || cause.name : String(cause) };
      }
    },
  };
}
