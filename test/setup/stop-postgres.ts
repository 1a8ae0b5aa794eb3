import { stopTestPostgres } from '#test/setup/test-postgres';

/** Jest's globalTeardown. */
export default stopTestPostgres;
