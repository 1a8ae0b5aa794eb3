import { createHash } from 'node:crypto';
import pg from 'pg';

/** More different statements than we have are somebody's mistake; what comes beyond them is planned each time. */
const MOST_NAMES = 500;
const names = new Map<string, string>();

/** Where a parameter is a span or a bound, the best way to find the rows depends on what it is. */
const DEPENDS = /&&|@>|<@|[^=-][<>]=?\s*\(?\$|;/;

/**
 * A connection that has PostgreSQL keep the plans of statements that name their rows. Planning a join of seven tables
 * takes longer than running it for one row, and ours are the same few statements all day.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...all: unknown[]) => unknown;
    this.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
      const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text) : undefined;
      return name ? query({ name, text }, values, ...rest) : query(text, values, ...rest);
    }) as typeof this.query;
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_NAMES || DEPENDS.test(text)) return known;
  const name = createHash('sha1').update(text).digest('base64url');
  names.set(text, name);
  return name;
}
