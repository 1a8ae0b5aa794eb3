import { randomBytes } from 'node:crypto';

/** `SM` and 32 hex digits, as Twilio's. */
export const newSid = () => `SM${randomBytes(16).toString('hex')}`;
