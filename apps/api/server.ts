import cookie from '@fastify/cookie';
import fastifyStatic from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { FastifyInstance } from 'fastify';
import { MOST_CSV_BYTES } from '#flows/imports/read-csv';
import { MOST_PHOTO_BYTES } from '#flows/commands/keep-photo';
import { fileURLToPath } from 'node:url';
import type { ServerOptions } from 'socket.io';
import { AppModule } from '#apps/api/app.module';
import { squeeze } from '#apps/api/customer/squeeze';
import { STYLE_HASH } from '#apps/api/customer/style';
import { supervisorFirst, technicianFirst } from '#apps/api/doors/before-the-body';
import { describeApi } from '#apps/api/docs';
import type { House } from '#apps/api/house';
import { type Log, nestLog } from '#apps/api/log';
import { turnAwayEarly } from '#apps/api/problem.filter';

const DIST = fileURLToPath(new URL('../../', import.meta.url));
const BODY_BYTES = 64 * 1024;
/** Five hundred positions, as our page or as Traccar Client writes them. */
const TRACK_BYTES = 320 * 1024;

/** Builds the whole HTTP and socket server; it does not listen yet. */
export async function buildServer(house: House, log: Log): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES,
    trustProxy: false,
    routerOptions: { maxParamLength: 128 },
    frameworkErrors: turnAwayEarly(house.settings),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(house, log), adapter, {
    logger: nestLog(log),
    abortOnError: false,
  });
  app.useWebSocketAdapter(new SmallPackets(app));
  letTrackersIn(app.getHttpAdapter().getInstance());
  letPicturesIn(app.getHttpAdapter().getInstance(), house);
  letListsIn(app.getHttpAdapter().getInstance(), house);
  await app.register(cookie);
  await serveFronts(app, house.settings.DEMO);
  describeApi(app, house.settings);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onSend', (request, reply, payload, done) => {
    void reply.headers(headersFor(request.url));
    done(null, squeeze(request, reply, payload));
  });
  return app;
}

/** Tracking apps send long batches, and now and then, with a type, nothing at all: that is nothing to complain of. */
function letTrackersIn(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith('/track/') || route.url === '/api/tech/positions') route.bodyLimit = TRACK_BYTES;
  });
  fastify.addHook('onRequest', ({ url, headers }, _, done) => {
    if (url.startsWith('/track/') && headers['content-length'] === '0') delete headers['content-type'];
    done();
  });
}

/** A technician's picture comes as it is; a route that expects words finds none in it. */
function letPicturesIn(fastify: FastifyInstance, house: House): void {
  fastify.addHook('onRoute', (route) => {
    if (route.method !== 'PUT' || !route.url.endsWith('/photos/:photoId')) return;
    route.bodyLimit = MOST_PHOTO_BYTES;
    route.onRequest = technicianFirst(house);
  });
  fastify.addContentTypeParser('image/jpeg', { parseAs: 'buffer' }, (_, bytes, done) => done(null, bytes));
}

/** A list comes as it is, in whatever letters; only the route of lists reads it. */
function letListsIn(fastify: FastifyInstance, house: House): void {
  fastify.addHook('onRoute', (route) => {
    if (route.url !== '/api/imports') return;
    route.bodyLimit = MOST_CSV_BYTES;
    route.onRequest = supervisorFirst(house);
  });
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_, bytes, done) => done(null, bytes));
}

/** A socket takes commands of a few hundred bytes; whoever sends more is no screen of ours. */
class SmallPackets extends IoAdapter {
  override createIOServer(port: number, options?: object) {
    const ours = { ...options, maxHttpBufferSize: BODY_BYTES, transports: ['websocket'], serveClient: false };
    return super.createIOServer(port, ours as ServerOptions);
  }
}

async function serveFronts(app: NestFastifyApplication, isDemo: boolean): Promise<void> {
  const fronts = [
    ['/board/', 'web/board'],
    ['/tech/', 'web/tech'],
    ['/assets/', '../apps/web/visit'],
    // The demo's page shows threads with the modules of the page of simulated phones.
    ...(isDemo
      ? ([
          ['/demo/', '../apps/web/demo'],
          ['/demo/phone/', '../apps/web/phone'],
        ] as const)
      : []),
  ] as const;
  for (const [index, [prefix, folder]] of fronts.entries())
    await app.register(fastifyStatic, {
      root: DIST + folder,
      prefix,
      decorateReply: index === 0,
      redirect: false,
      index: 'index.html',
      allowedPath: (path) => !path.includes('.stamp'),
    });
  const fastify = app.getHttpAdapter().getInstance();
  for (const [from, to] of [
    ['/', '/board/'],
    ['/board', '/board/'],
    ['/tech', '/tech/'],
    ['/board/right', '/board/?page=right'],
    ['/board/setup', '/board/?page=setup'],
    ...(isDemo ? ([['/demo', '/demo/']] as const) : []),
  ] as const)
    fastify.get(from, (request, reply) => reply.redirect(withQuery(to, request.url)));
}

/** What was asked for beside the path goes along. */
function withQuery(to: string, asked: string): string {
  const at = asked.indexOf('?');
  return at < 0 ? to : to + (to.includes('?') ? '&' : '?') + asked.slice(at + 1);
}

/** Nothing runs or loads on our pages but what we serve; only the board's component library sets styles of its own. */
function headersFor(url: string): Record<string, string> {
  const styles = /^\/(board|docs)/.test(url) ? "'self' 'unsafe-inline'" : /^\/[vt]\//.test(url) ? STYLE_HASH : "'self'";
  // What a technician has just photographed is shown before it is sent.
  const pictures = url.startsWith('/tech') ? ' blob:' : '';
  const scripts = url.startsWith('/docs') ? "'self' 'unsafe-inline'" : "'self'";
  return {
    'content-security-policy':
      `default-src 'self'; script-src ${scripts}; style-src ${styles}; img-src 'self' data:${pictures}; connect-src 'self' ws: wss:; ` +
      `object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(/^\/(api|v|t|demo)\//.test(url) ? { 'cache-control': 'no-store' } : {}),
  };
}
