import { address, go } from '../live/address';
import type { Desk } from '../live/desk';
import { changeView } from '../live/view';
import { boardAddress, rightAddress } from '../right/asked';
import { isElsewhere, setupAddress } from '../setup/asked';
import { focusWhenThere } from './focus-when-there';
import { goToTimeline } from './go-to-timeline';

/** Where the key after G leads. */
export type GoKey = { readonly key: string; readonly to: string; readonly go: (desk: Desk) => void };

export const GO_KEYS: readonly GoKey[] = [
  { key: 'b', to: 'board', go: toBoard },
  { key: 'a', to: 'alerts', go: (desk) => toQueue(desk, 'alerts') },
  { key: 'i', to: 'inbox', go: (desk) => toQueue(desk, 'inbox') },
  { key: 't', to: 'timeline', go: toTimeline },
  { key: 'm', to: 'map', go: toMap },
  { key: 'r', to: 'were we right?', go: () => go(rightAddress({})) },
  { key: 's', to: 'setup', go: () => go(setupAddress('start')) },
];

function toBoard(): void {
  if (isElsewhere(address.get())) go(boardAddress() || location.pathname);
}

function toQueue(desk: Desk, shown: 'alerts' | 'inbox'): void {
  toBoard();
  desk.queue.set(shown);
  focusWhenThere(`[data-queue='${shown}']`);
}

function toTimeline(desk: Desk): void {
  toBoard();
  goToTimeline(desk);
}

function toMap(): void {
  toBoard();
  changeView({ map: true });
  focusWhenThere('[data-map-words] button');
}
