import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SHEET = fileURLToPath(new URL('../../../../apps/web/visit/visit.css', import.meta.url));

/** The style sheet without its comments and white space. */
const shorten = (css: string) =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};:,>]) ?/g, '$1')
    .replace(/;}/g, '}')
    .trim();

/** Stands in every page: so that it can be read after one request. */
export const STYLE = shorten(readFileSync(SHEET, 'utf8'));

/** What the policy of the pages names instead of allowing any style in a page. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`;
