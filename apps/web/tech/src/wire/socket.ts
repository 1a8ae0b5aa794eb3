import { io } from 'socket.io-client';
import type { TechDay } from '#store/views';

export type Heard = {
  readonly day: (day: TechDay) => void;
  /** Anything at all came from the server. */
  readonly contact: () => void;
  readonly connected: (is: boolean) => void;
  readonly signedOut: () => void;
};

const RETRY_MS = 4_000;

/** The line on which the server speaks first. Returns how to hurry a reconnection and how to hang up. */
export function listen(token: string, heard: Heard): { readonly hurry: () => void; readonly hangUp: () => void } {
  const socket = io('/tech', { transports: ['websocket'], auth: { token }, reconnectionDelayMax: 8_000 });
  let retry: ReturnType<typeof setTimeout> | undefined;
  // Socket.IO comes back by itself after a lost connection, but not after the server closed it or refused it.
  const comeBack = () => {
    clearTimeout(retry);
    if (!socket.active) retry = setTimeout(() => socket.connect(), RETRY_MS);
  };
  socket.on('connect', () => heard.connected(true));
  socket.on('disconnect', () => {
    heard.connected(false);
    comeBack();
  });
  socket.on('connect_error', (error) => {
    heard.connected(false);
    if (error.message === 'signed out') heard.signedOut();
    else comeBack();
  });
  socket.on('day', (day: TechDay) => {
    heard.contact();
    heard.day(day);
  });
  socket.on('signed-out', heard.signedOut);
  socket.io.on('ping', heard.contact);
  return {
    hurry: () => void (socket.connected || socket.connect()),
    hangUp: () => {
      clearTimeout(retry);
      socket.off();
      socket.io.off('ping', heard.contact);
      socket.disconnect();
    },
  };
}
