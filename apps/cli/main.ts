import { readLines } from '#apps/cli/lines';
import { replies } from '#apps/cli/replies';
import { segmentsOfLine } from '#apps/cli/segments';

/** What each command makes of one line of JSON. */
const COMMANDS: Readonly<Record<string, (line: unknown) => unknown>> = {
  replies,
  segments: segmentsOfLine,
};

const USAGE = `npm run -s cli -- replies    JSON lines of replies on stdin; what each of them wants on stdout
npm run -s cli -- segments   JSON lines {"text"} on stdin; encoding, segments and units as carriers count on stdout`;

/** Ends with 0, with 1 when a line was bad (the others are answered), with 2 when nobody could follow the arguments. */
async function main([name = '', ...rest]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || rest.length) {
    console.error(USAGE);
    return 2;
  }
  return (await readLines({ from: process.stdin, to: process.stdout, complain: console.error }, command)) === 0 ? 0 : 1;
}

// A reader that has heard enough (`| head`) ends us without noise.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
process.exitCode = await main(process.argv.slice(2));
