import { getExpectedTwilioSignature, validateRequest } from 'twilio/lib/webhooks/webhooks.js';

/** What a webhook brought, as the door found it: nothing in it is believed yet, so nothing in it has a type. */
export type Claimed = {
  /** The account's tokens that count today; two while one is being replaced. */
  readonly authTokens: readonly string[];
  readonly signature: unknown;
  /** The configured public URL with path and query, never one built from the Host header. */
  readonly url: string;
  readonly params: unknown;
};

/**
 * Whether Twilio signed this request. Fails closed and never throws: an empty token, a missing or repeated header, a
 * relative URL, and params that are not plain strings are all `false` (the SDK accepts the first and throws on others).
 * A signature never grows old and does not cover where one field ends and the next begins, so the caller still dedupes
 * by MessageSid and still demands the fields it needs.
 */
export function isSigned({ authTokens, signature, url, params }: Claimed): boolean {
  if (typeof signature !== 'string' || signature === '' || !isWebAddress(url) || !isPlainForm(params)) return false;
  return authTokens.some((token) => isSignedWith(token, { signature, url, params }));
}

/** The signature Twilio would put on this request: what the loopback signs with. */
export const sign = ({ authToken, url, params }: { authToken: string; url: string; params: Record<string, string> }) =>
  getExpectedTwilioSignature(authToken, url, params);

type Form = Record<string, string>;

const isWebAddress = (url: unknown): url is string =>
  typeof url === 'string' && /^https?:\/\//i.test(url) && URL.canParse(url);

const isPlainForm = (params: unknown): params is Form =>
  typeof params === 'object' &&
  params !== null &&
  !Array.isArray(params) &&
  Object.values(params).every((value) => typeof value === 'string');

function isSignedWith(token: unknown, { signature, url, params }: { signature: string; url: string; params: Form }) {
  if (typeof token !== 'string' || token.trim() === '') return false;
  try {
    return validateRequest(token, signature, url, params);
  } catch {
    // Whatever the SDK cannot digest was not made by Twilio.
    return false;
  }
}
