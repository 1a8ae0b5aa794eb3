import { createHash } from 'node:crypto';
import {
  type CallHandler,
  type ExecutionContext,
  Inject,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, type Observable, of, throwError } from 'rxjs';
import type { Doorward } from '#flows/doorward';
import type { WithWho } from '#apps/api/doors/door';
import { HOUSE } from '#apps/api/house';
import { Problem } from '#apps/api/problem';

/**
 * A POST that carries an Idempotency-Key is done once for each caller: repeated, it gets its first answer again; with
 * another body it is refused; while the first is still under way it is asked to wait. Refusals are not kept, for they
 * changed nothing.
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
    const caller = 'id' in request.who ? `${request.who.is}:${request.who.id}` : request.who.is;
    const fingerprint = createHash('sha256')
      .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
      .digest('hex');
    const [claimed] = await this.house.store.read<{ one: number }>(
      `INSERT INTO idempotent_answer (caller, key, fingerprint, at) VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT (caller, key) DO UPDATE SET at = excluded.at
         WHERE idempotent_answer.status IS NULL AND idempotent_answer.at < clock_timestamp() - interval '1 minute'
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

export const Once = () => UseInterceptors(OnceInterceptor);
