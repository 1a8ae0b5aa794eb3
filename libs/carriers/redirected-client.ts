import { Agent } from 'node:http';

export type Account = {
  readonly accountSid: string;
  readonly authToken: string;
  /** Our own number, E.164. */
  readonly from: string;
  /** `http://127.0.0.1:4010` for the loopback; Twilio itself when absent. */
  readonly apiBase?: string;
  /** The longest a call may take, from first to last byte; default 10. A sender's lease must outlive it. */
  readonly timeoutSeconds?: number;
};

/**
 * The real Twilio SDK, pointed at `apiBase` when there is one. Loaded on first use: it costs 0.2 s and 22 MB, which a
 * process that sends nothing need not pay.
 */
export async function redirectedClient({ accountSid, authToken, apiBase, timeoutSeconds = 10 }: Account) {
  const { default: twilio } = await import('twilio');
  const timeout = timeoutSeconds * 1000;

  class RedirectedClient extends twilio.RequestClient {
    constructor() {
      super({ timeout, keepAlive: true, autoRetry: false });
      this.axios.defaults.httpAgent = new Agent({ keepAlive: true, maxSockets: 20 });
      // The SDK's own timeout counts silence on the socket; a lease needs an end that a dripping answer cannot move.
      this.axios.interceptors.request.use((config) => ({ ...config, signal: AbortSignal.timeout(timeout) }));
    }

    override request<T>(options: Parameters<InstanceType<typeof twilio.RequestClient>['request']>[0]) {
      if (!apiBase) return super.request<T>(options as never);
      const { pathname, search } = new URL(options.uri);
      return super.request<T>({ ...options, uri: new URL(pathname + search, apiBase).href } as never);
    }
  }
  return twilio(accountSid, authToken, { httpClient: new RedirectedClient() });
}
