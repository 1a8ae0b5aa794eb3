import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname } from 'node:path';

/** From dist/libs/carriers/loopback to the project's root: the page is served as it is written, there is nothing to build. */
const FOLDER = new URL('../../../../apps/web/phone/', import.meta.url);

const KINDS: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** No inline script or style, nothing from elsewhere: a text is shown, whatever is in it. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Answers with a file of the phone page. False when `path` is none: only plain names, so nothing outside the folder. */
export async function answerPage(path: string, response: ServerResponse): Promise<boolean> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const kind = /^[a-z-]+\.[a-z]+$/.test(name) ? KINDS[extname(name)] : undefined;
  if (!kind) return false;
  // A name that looks right and is not there is an ordinary 404.
  const body = await readFile(new URL(name, FOLDER)).catch(() => null);
  if (!body) return false;
  response.writeHead(200, {
    'content-type': kind,
    'content-length': body.length,
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  });
  response.end(body);
  return true;
}
