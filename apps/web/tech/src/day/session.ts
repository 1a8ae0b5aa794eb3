import type { TechDay } from '#store/views';
import type { AssignmentState } from '#visits/assignment';
import { type Operation, type Told, wireOf } from '#apps/web/tech/queue/operation';
import type { Sent } from '#apps/web/tech/queue/sender';
import { cell, type Cell } from '../cell';
import { clocksShow, spokeAt } from '../operations/clocks';
import type { WaitingPhoto } from '../operations/database';
import { keepOutgoing } from '../operations/outgoing';
import { forgetSender, keepSender } from '../operations/senders';
import { phoneKind } from '../phone/install';
import { tellAgain } from '../phone/push';
import { keepPhotos } from '../photos/photos';
import { wantSync } from '../phone/worker';
import { watchPhone } from '../phone/wakeful';
import type { Device } from '../signing-in/device';
import { type Answer, ask, type Method } from '../wire/ask';
import { listen } from '../wire/socket';
import { type Contact, keepContact, signalOf } from './contact';
import { type HeardDay, keepDay } from './keep-day';

/** What came back on a tap. `kept`: it was not refused; the job had changed hands, and what he told is kept. */
export type Refusal = { readonly operation: Operation | null; readonly say: string; readonly kept: boolean };

export type Session = {
  readonly device: Device;
  readonly heard: Cell<HeardDay | null>;
  readonly contact: Cell<Contact>;
  /** Tapped, but not yet taken by the server. */
  readonly waiting: Cell<readonly Operation[]>;
  /** This phone cannot keep taps: they would be lost with the page. */
  readonly unkept: Cell<boolean>;
  readonly refusals: Cell<readonly Refusal[]>;
  readonly tap: (told: Told) => void;
  readonly undo: (operation: Operation) => void;
  readonly dismiss: (refusal: Refusal) => void;
  readonly photos: Photos;
  readonly ask: Ask;
  /** Asks for the day anew: something outside it has changed. */
  readonly lookAgain: () => void;
  readonly close: () => void;
};

export type Photos = Pick<ReturnType<typeof keepPhotos>, 'waiting' | 'sent' | 'take'>;

export type Ask = <T>(method: Method, path: string, body?: unknown) => Promise<Answer<T>>;

/** One technician's day on this phone: what the server said, what he tapped, and the way between them. */
export function openSession(device: Device, onEnded: () => void): Session {
  const days = keepDay(device);
  const line = keepContact();
  const onSignedOut = () => {
    const technicianId = days.heard.get()?.day.technician.id;
    days.forget();
    if (technicianId) void forgetSender(technicianId).catch(() => undefined); // nothing was ever kept here
    onEnded();
  };
  const authorised = askAs(device, line, onSignedOut);
  const { refusals, dismiss, refuse, complain } = keepRefusals();

  async function check(): Promise<void> {
    const asked = days.count();
    const answer = await authorised<TechDay>('GET', '/api/tech/day');
    // A day that came by the socket meanwhile is newer than this answer.
    if (answer.kind === 'answered' && asked === days.count()) days.take(answer.body);
  }

  async function send(operation: Operation): Promise<Sent> {
    const answer = await authorised<Reported>('POST', '/api/tech/operations', wireOf(operation, clocksShow()));
    if (answer.kind === 'signed-out') return 'stop';
    if (answer.kind === 'early') return { expects: answer.expects };
    if (answer.kind !== 'answered' && answer.kind !== 'refused') return 'again';
    if (answer.kind === 'answered') {
      days.settle(operation, answer.body);
      if (answer.body.kept) {
        refuse(operation, answer.body.kept, true);
        void check();
      }
    } else {
      refuse(operation, answer.say);
      const truth = (answer.body as { readonly day?: TechDay }).day;
      if (truth) days.take(truth, true);
      else void check();
    }
    return 'taken';
  }

  const outgoing = keepOutgoing({
    send,
    customerOf: days.customerOf,
    signIn: device.token.slice(0, 12),
    onWaiting: wantSync,
  });
  const album = openAlbum(authorised, complain);
  let isKnown = false;
  const follow = (heard: HeardDay | null) => {
    if (!heard) return;
    if (!isKnown) {
      const technicianId = heard.day.technician.id;
      void keepSender({ technicianId, token: device.token }).catch(() => undefined); // then only pages send
      album.open(technicianId);
    }
    isKnown = true;
    outgoing.receiveAll(heard.day);
  };
  days.heard.watch(follow);
  follow(days.heard.get());
  const hangUp = converse({ device, days, line, outgoing, album, check, onSignedOut });
  void authorised('PUT', '/api/tech/phone', { name: phoneKind() });
  void tellAgain(authorised).catch(() => undefined); // woken by the address it told before
  const close = () => {
    hangUp();
    outgoing.close();
  };
  const { waiting, unkept, tap, undo } = outgoing;
  return {
    device,
    heard: days.heard,
    contact: line.contact,
    waiting,
    unkept,
    refusals,
    tap,
    undo,
    dismiss,
    photos: album,
    ask: authorised,
    lookAgain: () => void check(),
    close,
  };
}

type Reported = { readonly state: AssignmentState; readonly version: number; readonly kept?: string };

/** The pictures of whoever this phone turns out to belong to. */
function openAlbum(ask: Ask, complain: (say: string) => void) {
  const waiting = cell<readonly WaitingPhoto[]>([]);
  const sent = cell<ReadonlyMap<string, number>>(new Map());
  let album: ReturnType<typeof keepPhotos> | undefined;
  return {
    waiting,
    sent,
    open(technicianId: string): void {
      album = keepPhotos(technicianId, ask, complain);
      album.waiting.watch(waiting.set);
      album.sent.watch(sent.set);
      album.hurry();
    },
    hurry: () => album?.hurry(),
    take: async (assignmentId: string, file: File) => album?.take(assignmentId, file),
  };
}

function askAs(device: Device, line: ReturnType<typeof keepContact>, onSignedOut: () => void): Ask {
  return async <T>(method: Method, path: string, body?: unknown) => {
    const answer = await ask<T>(method, path, body, { token: device.token, spoke: spokeAt });
    if (answer.kind === 'unreachable' || answer.kind === 'absent') line.missed();
    else line.reached();
    if (answer.kind === 'signed-out') onSignedOut();
    return answer;
  };
}

function keepRefusals() {
  const refusals = cell<readonly Refusal[]>([]);
  return {
    refusals,
    dismiss: (refusal: Refusal) => refusals.set(refusals.get().filter((one) => one !== refusal)),
    refuse: (operation: Operation, say: string, kept = false) => {
      // Nobody tapped a `receive`; its refusal would only puzzle him.
      if (operation.act !== 'receive') refusals.set([...refusals.get(), { operation, say, kept }]);
    },
    complain: (say: string) => refusals.set([...refusals.get(), { operation: null, say, kept: false }]),
  };
}

type Talk = {
  readonly device: Device;
  readonly days: ReturnType<typeof keepDay>;
  readonly line: ReturnType<typeof keepContact>;
  readonly outgoing: ReturnType<typeof keepOutgoing>;
  readonly album: ReturnType<typeof openAlbum>;
  readonly check: () => Promise<void>;
  readonly onSignedOut: () => void;
};

/** Listens to the server and to the phone; what either says may hurry the rest. Returns how to end it. */
function converse({ device, days, line, outgoing, album, check, onSignedOut }: Talk): () => void {
  const socket = listen(device.token, {
    day: (day) => days.take(day),
    contact: line.reached,
    connected: (is) => {
      const was = line.contact.get().socket;
      line.connected(is);
      if (is) {
        outgoing.hurry();
        album.hurry();
      }
      // Is it only the line, or all of the signal? One question tells.
      else if (was) void check();
    },
    signedOut: onSignedOut,
  });
  const wake = () => {
    socket.hurry();
    outgoing.hurry();
    album.hurry();
    void check();
  };
  const stopWatching = watchPhone({
    onWake: wake,
    onHide: outgoing.letGo,
    onOffline: line.missed,
    onPulse: () => signalOf(line.contact.get()) !== 'live' && void check(),
  });
  // Whatever reached the server first, what waits goes out behind it.
  let troubled = false;
  const stopCaring = line.contact.watch((contact) => {
    if (troubled && !contact.troubled) {
      outgoing.hurry();
      album.hurry();
    }
    troubled = contact.troubled;
  });
  void check();
  return () => {
    stopCaring();
    stopWatching();
    socket.hangUp();
  };
}
