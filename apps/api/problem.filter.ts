import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LANGUAGES } from '#time/language';
import { type Log, stackOf } from '#apps/api/log';
import { Problem } from '#apps/api/problem';
import type { Settings } from '#flows/settings';
import { languageAsked } from '#apps/api/customer/language-asked';
import { refusedPage, sorryPage, whyOf } from '#apps/api/customer/pages/sorry';

type Company = Pick<Settings, 'COMPANY_NAME' | 'DESK_NUMBER'>;
type Body = { status: number; title: string; say: string } & Record<string, unknown>;

/** Every error leaves as problem+json, or as a page where a person in a browser was turned away. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: Log,
    private readonly company: Company,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const body = this.bodyOf(error, request);
    if (!reply.sent) turnAway(this.company, request, reply, body);
  }

  private bodyOf(error: unknown, request: FastifyRequest): Body {
    if (error instanceof Problem) return error.getResponse() as Body;
    const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
    if (status >= 500)
      this.log.error(
        { error: stackOf(error), method: request.method, path: request.url.split('?')[0] },
        'request failed',
      );
    return bodyFor(status);
  }
}

/** What Fastify itself refuses before any route is found: an address that is none, or one too long. */
export const turnAwayEarly =
  (company: Company) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void =>
    turnAway(company, request, reply, bodyFor(statusOf(error)));

function turnAway(company: Company, request: FastifyRequest, reply: FastifyReply, body: Body): void {
  const wantsPage = (request.headers.accept ?? '').includes('text/html') && /^\/[vt]\//.test(request.url);
  if (wantsPage)
    void reply
      .status(body.status)
      .type('text/html; charset=utf-8')
      .send(pageFor(company, request, body));
  else void reply.status(body.status).type('application/problem+json').send(JSON.stringify(body));
}

/** A customer reads it in his language, where it is known, and whom to call; a technician reads the sentence. */
function pageFor({ COMPANY_NAME, DESK_NUMBER }: Company, { url, headers }: FastifyRequest, body: Body): string {
  if (!url.startsWith('/v/')) return refusedPage(COMPANY_NAME, body.say);
  const why = whyOf(body.status);
  return sorryPage(why, {
    company: COMPANY_NAME,
    desk: DESK_NUMBER,
    language: languageOf(body) ?? languageAsked(headers['accept-language']),
    back: why === 'unread' ? (/^\/v\/[\w-]{16}(?=\/)/.exec(url)?.[0] ?? null) : null,
  });
}

/** That of whoever has a link that is over. */
const languageOf = ({ language }: Body) => LANGUAGES.find((known) => known === language);

function bodyFor(status: number): Body {
  const say = SAY[status] ?? (status >= 500 ? SAY[500]! : SAY[400]!);
  return { type: 'about:blank', title: TITLE[status] ?? 'Refused', status, detail: say, say };
}

/** Fastify's own refusals (unreadable JSON, a body too large) carry a status below 500. */
function statusOf(error: unknown): number {
  const { statusCode, code } = (error ?? {}) as { statusCode?: unknown; code?: unknown };
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) return statusCode;
  return typeof code === 'string' && BUSY.has(code) ? 503 : 500;
}

/** The database is not there at the moment. */
const BUSY = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03', '08006', '08001', '53300']);

const TITLE: Record<number, string> = {
  400: 'Bad request',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Too large',
  414: 'Too long',
  415: 'Unsupported media type',
  503: 'Not available',
};

const SAY: Record<number, string> = {
  400: 'This request could not be read. Nothing was changed.',
  401: 'Please sign in.',
  403: 'You may not do that.',
  404: 'There is nothing here.',
  413: 'That is too much at once. Nothing was changed.',
  414: 'There is nothing here: that address is too long.',
  415: 'Please send this as JSON. Nothing was changed.',
  500: 'Something broke on our side. Nothing was lost; please try again in a moment.',
  503: 'We cannot reach our records at the moment. Please try again in a few seconds.',
};
