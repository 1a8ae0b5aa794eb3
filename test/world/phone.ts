import type { Loopback } from '#carriers/loopback';
import type { Logged } from '#carriers/loopback/logged';
import { call } from '#test/world/desk';

/** A customer with a phone: reads texts, answers them, opens links in a browser without scripts. */
export type Phone = {
  readonly number: string;
  /** The texts that came, oldest first. */
  texts(): Logged[];
  last(): Logged;
  /** Sends a text and waits for the world to come to rest. */
  text(body: string): Promise<void>;
  /** The address in the newest text that carries one. */
  link(): string;
  open(path: string): Promise<{ status: number; html: string }>;
  /** Presses a button of a form on a page: the form whose button says `label`. Gives the page that follows. */
  press(page: { html: string }, label: string | RegExp): Promise<{ status: number; html: string; path: string }>;
  act(text: string): void;
};

type Making = {
  readonly name: string;
  readonly number: string;
  readonly carrier: Loopback;
  readonly publicUrl: string;
  settled(): Promise<void>;
  act(text: string): void;
};

export function openPhone({ number, carrier, publicUrl, settled, act }: Making): Phone {
  const texts = () => carrier.messages(number).filter(({ direction }) => direction === 'to-phone');
  const open = async (path: string) => {
    const answer = await call(publicUrl, path, { headers: { accept: 'text/html' } });
    return { status: answer.status, html: await answer.text() };
  };
  return {
    number,
    texts,
    act,
    open,
    last() {
      const last = texts().at(-1);
      if (!last) throw new Error(`no text has come to ${number}`);
      return last;
    },
    async text(body) {
      await carrier.text(number, body);
      await settled();
    },
    link() {
      const found = texts()
        .map(({ body }) => /https?:\/\/\S+/.exec(body)?.[0])
        .filter(Boolean)
        .at(-1);
      if (!found) throw new Error(`no link has come to ${number}`);
      return new URL(found).pathname;
    },
    async press(page, label) {
      const form = forms(page.html).find((f) =>
        typeof label === 'string' ? f.says.includes(label) : label.test(f.says),
      );
      if (!form)
        throw new Error(
          `no button says ${label}; there are: ${forms(page.html)
            .map((f) => f.says)
            .join(' | ')}`,
        );
      const answer = await sendForm(publicUrl + form.action, form.fields);
      await settled();
      const path = answer.headers.get('location') ?? form.action;
      return answer.status === 303
        ? { ...(await open(path)), path }
        : { status: answer.status, html: await answer.text(), path };
    },
  };
}

/** As a browser sends it; a person whose phone shows an error presses the button once more. */
async function sendForm(url: string, fields: Record<string, string>): Promise<Response> {
  const giveUpAt = Date.now() + 30_000;
  for (;;) {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
        body: new URLSearchParams(fields),
      });
      if (answer.status < 500 || Date.now() > giveUpAt) return answer;
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The forms of a page: where they go, what they carry, and what their button says. */
function forms(html: string) {
  return [...html.matchAll(/<form method="post" action="([^"]+)">(.*?)<\/form>/gs)].map(([, action, inner]) => {
    const fields: Record<string, string> = {};
    for (const [tag] of inner!.matchAll(/<(?:input|button)[^>]*>/g)) {
      const name = /name="([^"]*)"/.exec(tag)?.[1];
      if (name) fields[name] = /value="([^"]*)"/.exec(tag)?.[1] ?? '';
    }
    const says = plainText(/<button[^>]*>(.*?)<\/button>/s.exec(inner!)?.[1] ?? '');
    return { action: action!, fields, says };
  });
}

/** What a person reads on a page. */
export const plainText = (html: string) =>
  html
    .replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .trim();
