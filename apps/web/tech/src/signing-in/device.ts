import { stored } from '../stored';

/**
 * Who this page speaks for. A real phone keeps its token; a demo technician lives in one tab, so that several can be
 * open beside each other.
 */
export type Device = { readonly token: string; readonly place: 'device' | 'tab'; readonly as?: string };

const kept = { device: stored<Device>('device', 'doorward.device'), tab: stored<Device>('tab', 'doorward.device') };
const deskNumber = stored<string>('device', 'doorward.desk');

export function keepDevice(device: Device): Device {
  kept[device.place].write(device);
  return device;
}

export const forgetDevice = (device: Device) => kept[device.place].clear();

/** The token of the one-time link, taken out of the address so that it is not shown, shared or bookmarked. */
export function takeFromAddress(): Device | null {
  const token = /^#token=(.+)$/.exec(location.hash)?.[1];
  if (!token) return null;
  history.replaceState(null, '', location.pathname);
  kept.tab.clear();
  return keepDevice({ token: decodeURIComponent(token), place: 'device' });
}

/** `?as=NAME` asks for one demo technician: a token kept for another one does not count. */
export function keptDevice(as: string | null): Device | null {
  const inTab = kept.tab.read();
  if (as !== null) return inTab?.as === as ? inTab : null;
  return inTab ?? kept.device.read();
}

export const keepDesk = (number: string) => deskNumber.write(number);
export const keptDesk = () => deskNumber.read();
