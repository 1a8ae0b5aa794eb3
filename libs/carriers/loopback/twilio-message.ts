import type { Entry } from '#carriers/loopback/logged';

/** One text as Twilio's API shows it. */
export function twilioMessage(entry: Entry, accountSid: string) {
  const { sid, direction, from, to, body, at, status, segments, errorCode } = entry;
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${sid}.json`;
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body,
    date_created: rfc2822(at),
    // Twilio knows no sending date while the text still waits.
    date_sent: status === 'queued' || status === 'accepted' ? null : rfc2822(at),
    date_updated: rfc2822(at),
    direction: direction === 'to-phone' ? 'outbound-api' : 'inbound',
    error_code: errorCode,
    error_message: errorCode === null ? null : `error ${errorCode}`,
    from,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: String(segments),
    price: null,
    price_unit: 'USD',
    sid,
    status,
    subresource_uris: { media: `/2010-04-01/Accounts/${accountSid}/Messages/${sid}/Media.json` },
    to,
    uri,
  };
}

const rfc2822 = (t: Date) => t.toUTCString().replace('GMT', '+0000');
