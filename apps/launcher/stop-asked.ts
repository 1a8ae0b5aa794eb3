/**
 * Aborted by Ctrl-C, SIGTERM, a closed terminal, or the death of the npm that runs us; a second Ctrl-C ends at once. A
 * shell between npm and us need not hand a signal on, so npm's death is looked for.
 */
export function stopAsked(): AbortSignal {
  const stop = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => (stop.signal.aborted && name === 'SIGINT' ? process.exit(1) : stop.abort()));
  }
  if (process.env.npm_lifecycle_event === 'start') {
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && stop.abort(), 500).unref();
  }
  return stop.signal;
}
