import { useEffect } from 'react';
import type { Conversation } from '#store/views';
import type { Desk } from '../live/desk';
import { type Cell, cell } from '../live/cell';
import { useDesk } from '../live/desk-context';
import { useCell } from '../live/use-cell';
import { ask } from '../wire/ask';

export type InboxView =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly say: string }
  | { readonly is: 'ready'; readonly conversations: readonly Conversation[] };

/** One list for every place that shows it. */
const lists = new WeakMap<Desk, { readonly shown: Cell<InboxView>; users: number; stop: () => void }>();

/** One deed often comes as several changes; they are read once. */
const TOGETHER_MS = 300;

function listOf(desk: Desk) {
  const known = lists.get(desk);
  if (known) return known;
  const list = { shown: cell<InboxView>({ is: 'loading' }), users: 0, stop: () => undefined as void };
  lists.set(desk, list);
  return list;
}

/** As it is shown at this moment. */
export const inboxOf = (desk: Desk): InboxView => listOf(desk).shown.get();

/** The conversations that wait for a person, read again whenever something happened. */
export function useInbox(): InboxView {
  const desk = useDesk();
  const list = listOf(desk);
  useEffect(() => {
    if (list.users++ === 0) list.stop = follow(desk, list.shown);
    return () => {
      if (--list.users === 0) list.stop();
    };
  }, [desk, list]);
  return useCell(list.shown);
}

function follow(desk: Desk, shown: Cell<InboxView>): () => void {
  let tries = 0;
  let soon: ReturnType<typeof setTimeout> | undefined;
  const read = () => {
    const mine = ++tries;
    soon = undefined;
    void ask<readonly Conversation[]>('GET', '/api/inbox').then((answer) => {
      if (mine !== tries) return;
      if (answer.ok) shown.set({ is: 'ready', conversations: answer.value });
      else if (answer.status === 401) desk.signedOut();
      else if (shown.get().is !== 'ready') shown.set({ is: 'failed', say: answer.say });
    });
  };
  read();
  const leave = desk.store.touched.subscribe(() => (soon ??= setTimeout(read, TOGETHER_MS)));
  return () => {
    leave();
    clearTimeout(soon);
    tries++;
  };
}
