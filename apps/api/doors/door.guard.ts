import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { isSigned } from '#carriers/signature';
import type { Doorward } from '#flows/doorward';
import { DOOR, type DoorName, type Who, type WithWho } from '#apps/api/doors/door';
import {
  bearerOf,
  customerOf,
  dispatcherOf,
  integrationOf,
  languageOfOld,
  SESSION_COOKIE,
  technicianOf,
  technicianOfHash,
  trackerOfHash,
} from '#apps/api/doors/keys';
import { Remembered } from '#apps/api/doors/remembered';
import { TooManyTries } from '#apps/api/doors/too-many-tries';
import { isWrongNumber } from '#flows/steps/wrong-number';
import { HOUSE } from '#apps/api/house';
import { Problem } from '#apps/api/problem';
import { secretOf } from '#apps/api/track/secret';

type Request = FastifyRequest & WithWho & { cookies?: Record<string, string | undefined> };

const FORM = /^application\/x-www-form-urlencoded\b/i;
const NOBODY: Who = { is: 'nobody' };

/** Stands at every route: no door named, no way in. */
@Injectable()
export class DoorGuard implements CanActivate {
  private readonly guesses = new TooManyTries(30, 60_000);
  private readonly wrongSecrets = new TooManyTries(30, 60_000);
  private readonly phones: Remembered<Who>;
  private readonly trackers: Remembered<Who>;

  constructor(
    @Inject(HOUSE) private readonly house: Doorward,
    private readonly reflector: Reflector,
  ) {
    this.phones = new Remembered((hash) => technicianOfHash(house, hash));
    this.trackers = new Remembered((hash) => trackerOfHash(house, hash));
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // sockets are let in at their handshake, by the gateways
    const door = this.reflector.getAllAndOverride<DoorName | undefined>(DOOR, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<Request>();
    if (!door) throw new Problem(403, 'Shut', 'You may not do that.');
    request.who = await this.enter(door, request);
    return true;
  }

  private async enter(door: DoorName, request: Request): Promise<Who> {
    switch (door) {
      case 'open':
        return NOBODY;
      case 'desk':
        return this.desk(request);
      case 'supervisor':
        return onlySupervisor(await this.desk(request));
      case 'desk-or-integration':
        return (await integrationOf(this.house, bearerOf(request.headers.authorization))) ?? this.desk(request);
      case 'technician':
        return (await technicianOf(this.house, bearerOf(request.headers.authorization))) ?? signIn();
      case 'positions':
        return this.phone(bearerOf(request.headers.authorization));
      case 'tracker':
        return this.tracker(request);
      case 'visit':
        return this.visit(request);
      case 'carrier':
        return this.carrier(request);
      case 'demo':
        if (!this.house.settings.DEMO) throw new Problem(404, 'Not found', 'There is nothing here.');
        return NOBODY;
    }
  }

  private async desk(request: Request): Promise<Who> {
    const found = await dispatcherOf(this.house, request.cookies?.[SESSION_COOKIE]);
    // A page of somebody else's must not act with the dispatcher's cookie.
    if (
      found &&
      request.method !== 'GET' &&
      !isOurOrigin(request.headers.origin, this.house.settings.PUBLIC_URL, request.headers.host)
    )
      throw new Problem(403, 'Foreign origin', 'This request came from another site and was not carried out.');
    return found ?? signIn();
  }

  /** Behind a proxy everybody shares an address with whoever guesses there: a link that is right always opens. */
  private async visit(request: Request): Promise<Who> {
    const { token = '' } = request.params as { token?: string };
    const found = await customerOf(this.house, token);
    if (found && (await this.mayAct(found, request))) return found;
    if (this.guesses.isOver(request.ip)) throw tooManyLinks();
    const { DESK_NUMBER } = this.house.settings;
    const language = await languageOfOld(this.house, token);
    // No guess: he has had it from us.
    if (language)
      throw new Problem(410, 'Over', `This visit is over, and so is its page. Please call ${DESK_NUMBER}.`, {
        language,
      });
    this.guesses.count(request.ip);
    throw new Problem(
      404,
      'Not found',
      `This link opens no visit. Please call ${DESK_NUMBER}: your number opens your visit.`,
    );
  }

  /** Whoever has said that the visit is not his reads that it is not, and does nothing to it. */
  private async mayAct(who: Who, { method, routeOptions }: Request): Promise<boolean> {
    const isHarmless = method === 'GET' || method === 'HEAD' || routeOptions.url === '/v/:token/wrong-person';
    if (who.is !== 'customer' || isHarmless) return true;
    if (await isWrongNumber({ sql: this.house.store.read }, who.phone))
      throw new Problem(
        403,
        'Not your visit',
        `You said that this visit is not yours. If it is, please call ${this.house.settings.DESK_NUMBER}.`,
      );
    return true;
  }

  private async phone(token: string | undefined): Promise<Who> {
    return (token && (await this.phones.whoHas(token))) || signIn();
  }

  /** Phones behind one address share it with whoever guesses there: a secret that was right is always looked at. */
  private async tracker(request: Request): Promise<Who> {
    const secret = secretOf(request);
    if (this.wrongSecrets.isOver(request.ip) && !(secret && this.trackers.knows(secret)))
      throw new Problem(429, 'Too many tries', 'Too many wrong secrets from here. Please wait a minute.');
    const found = secret && (await this.trackers.whoHas(secret));
    if (found) return found;
    this.wrongSecrets.count(request.ip);
    throw new Problem(
      401,
      'Not let in',
      `This app's secret is missing, wrong or taken back. Please ask the desk (${this.house.settings.DESK_NUMBER}) for a new one.`,
    );
  }

  private carrier(request: Request): Who {
    const { PUBLIC_URL, TWILIO_AUTH_TOKEN, TWILIO_AUTH_TOKEN_OLD } = this.house.settings;
    const signed = isSigned({
      authTokens: [TWILIO_AUTH_TOKEN, ...(TWILIO_AUTH_TOKEN_OLD ? [TWILIO_AUTH_TOKEN_OLD] : [])],
      signature: request.headers['x-twilio-signature'] as string | undefined,
      url: PUBLIC_URL + request.url,
      // The carrier posts forms and nothing else.
      params: FORM.test(request.headers['content-type'] ?? '') ? request.body : null,
    });
    if (!signed) throw new Problem(403, 'Not signed', 'This is not signed by the carrier.');
    return NOBODY;
  }
}

export function onlySupervisor(who: Who): Who {
  if (who.is === 'dispatcher' && who.role === 'supervisor') return who;
  throw new Problem(403, 'Supervisors only', 'Only a supervisor can change this. Nothing was changed.');
}

export function signIn(): never {
  throw new Problem(401, 'Not signed in', 'Please sign in.');
}

/** What whoever guesses at links is told. */
export const tooManyLinks = () =>
  new Problem(429, 'Too many tries', 'Too many wrong links from here. Please wait a minute.');

/** Requests without an Origin come from no browser page; others must come from a page of ours. */
export function isOurOrigin(origin: string | undefined, publicUrl: string, host: string | undefined): boolean {
  if (!origin) return true;
  return origin === publicUrl || origin === `http://${host}` || origin === `https://${host}`;
}
