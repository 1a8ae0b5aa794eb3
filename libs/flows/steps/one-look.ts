/**
 * One read serves everybody who asks for the same before it has begun. Who asks later waits for the next one: nobody
 * gets an answer that is older than his question.
 */
export function oneLook<Answer>(): (key: string, read: () => Promise<Answer>) => Promise<Answer> {
  const running = new Map<string, Promise<unknown>>();
  const waiting = new Map<string, Promise<Answer>>();
  return (key, read) => {
    const next = waiting.get(key);
    if (next) return next;
    const begin = () => {
      waiting.delete(key);
      const reading = read();
      const over = reading.then(
        () => undefined,
        () => undefined, // who asked hears of the failure
      );
      running.set(key, over);
      void over.then(() => running.get(key) === over && running.delete(key));
      return reading;
    };
    const asked = (running.get(key) ?? Promise.resolve()).then(begin);
    waiting.set(key, asked);
    return asked;
  };
}
