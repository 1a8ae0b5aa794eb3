import type { Running } from '#apps/launcher/start-everything';

/** The addresses, how to sign in and how to stop, after a start that took `seconds`. */
export function welcome({ url, phonesUrl, signIn }: Running, seconds: number): string {
  const lines = [
    '',
    ...(signIn && !signIn.isFirst ? [`  Start here           ${url}/demo`] : []),
    `  Board                ${url}/board`,
    `  Technician phones    ${url}/tech`,
    `  Customer phones      ${phonesUrl ?? 'real ones: texts go out through Twilio'}`,
    `  API docs             ${url}/docs`,
    '',
    ...(signIn ? [`  Sign in to the board as ${signIn.email} with ${signIn.password}`] : []),
    ...(signIn?.isFirst ? ['  This password is shown only now; the board begins with its setup pages.'] : []),
    `  Ready after ${seconds.toFixed(1)} s. Ctrl-C stops everything.`,
    '',
  ];
  return lines.join('\n');
}
