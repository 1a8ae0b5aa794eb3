/** A stream that was cut this briefly is not worth a word. */
const PATIENCE_MS = 1_000;
const AGAIN_MS = 2_000;

/**
 * Follows the server's events for as long as the page is open. `onOpen` is called at every (re)connection: what happened
 * in between is asked for anew. `onConnected` hears whether we are connected, for the bar.
 */
export function follow({ onOpen, onConnected, on }) {
  let worry;
  const source = new EventSource('events');
  source.onopen = () => {
    clearTimeout(worry);
    worry = undefined;
    onConnected(true);
    onOpen();
  };
  source.onerror = () => {
    worry ??= setTimeout(() => onConnected(false), PATIENCE_MS);
    // The browser tries again by itself after a lost connection, but gives up for ever after a wrong answer.
    if (source.readyState !== EventSource.CLOSED) return;
    clearTimeout(worry);
    onConnected(false);
    setTimeout(() => follow({ onOpen, onConnected, on }), AGAIN_MS);
  };
  for (const [kind, listener] of Object.entries(on)) {
    source.addEventListener(kind, ({ data }) => listener(JSON.parse(data)));
  }
}
