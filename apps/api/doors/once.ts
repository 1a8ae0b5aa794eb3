import { createHash } from 'node:crypto';
import {
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, type Observable, of, throwError } from 'rxjs';
import type { Doorward } from '#flows/doorward';
import type { Who, WithWho } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { Problem } from '#apps/api/problem';

/**
 * A POST that carries an Idempotency-Key is done once for each caller: repeated, it gets its first answer again; with
 * another body it is refused; while the first is still under way it is asked to wait. Refusals are not kept, for they
 * changed nothing. A first try that died without an answer is taken over after a while: what it may have done by then
 * either kept its answer in its own commit (a new work order) or comes to the same when done again (a hold, a booking).
 */
@Injectable()
export class OnceInterceptor implements NestInterceptor {
  constructor(@Inject(HOUSE) private readonly house: Doorward) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest & WithWho>();
    const key = request.headers['idempotency-key'];
    if (request.method !== 'POST' || key === undefined) return next.handle();
    if (typeof key !== 'string' || !/^[\x21-\x7e]{8,128}$/.test(key))
      throw new Problem(400, 'Bad key', 'An Idempotency-Key is 8 to 128 printable characters.');
    const caller = callerOf(request.who);
    const fingerprint = createHash('sha256')
      .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest('hex');
    const [claimed] = await this.house.store.read<{ one: number }>(
      `INSERT INTO idempotent_answer (caller, key, fingerprint, at) VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT (caller, key) DO UPDATE SET at = excluded.at
         WHERE idempotent_answer.status IS NULL AND idempotent_answer.at < clock_timestamp() - interval '20 seconds'
           AND idempotent_answer.fingerprint = excluded.fingerprint
       RETURNING 1 AS one`,
      [caller, key, fingerprint],
    );
    if (!claimed) return of(await this.known(caller, key, fingerprint, context));
    return next.handle().pipe(
      mergeMap((body) => from(this.keep(caller, key, context, body))),
      catchError((error: unknown) => from(this.forget(caller, key)).pipe(mergeMap(() => throwError(() => error)))),
    );
  }

  private async known(caller: string, key: string, fingerprint: string, context: ExecutionContext): Promise<unknown> {
    const [row] = await this.house.store.read<{ fingerprint: string; status: number | null; body: unknown }>(
      'SELECT fingerprint, status, body FROM idempotent_answer WHERE caller = $1 AND key = $2',
      [caller, key],
    );
    if (row && row.fingerprint !== fingerprint)
      throw new Problem(422, 'Key used before', 'This Idempotency-Key was used for another request.');
    if (row?.status == null)
      throw new Problem(409, 'Under way', 'The first request with this Idempotency-Key is still under way.');
    void context.switchToHttp().getResponse<FastifyReply>().status(row.status).header('idempotent-replayed', 'true');
    return row.body;
  }

  private async keep(caller: string, key: string, context: ExecutionContext, body: unknown): Promise<unknown> {
    const status = context.switchToHttp().getResponse<FastifyReply>().statusCode;
    await this.house.store.read('UPDATE idempotent_answer SET status = $3, body = $4 WHERE caller = $1 AND key = $2', [
      caller,
      key,
      status,
      JSON.stringify(body ?? null),
    ]);
    return body;
  }

  private forget(caller: string, key: string): Promise<unknown> {
    return this.house.store.read('DELETE FROM idempotent_answer WHERE caller = $1 AND key = $2 AND status IS NULL', [
      caller,
      key,
    ]);
  }
}

/** Whose keys these are: two callers may use the same one. */
export const callerOf = (who: Who) => ('id' in who ? `${who.is}:${who.id}` : who.is);

/** The Idempotency-Key of a request, if it has one. */
export const TheKey = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<FastifyRequest>().headers['idempotency-key'] as string | undefined,
);

export const Once = () => UseInterceptors(OnceInterceptor);
