import type { ServerResponse } from 'node:http';
import { answerJson } from '#carriers/loopback/answer-json';

/** Twilio's shape of a no. */
export function answerError(response: ServerResponse, status: number, code: number, message: string) {
  answerJson(response, status, { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
}
