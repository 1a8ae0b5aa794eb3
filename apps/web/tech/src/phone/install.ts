import { cell } from '../cell';

type InstallPrompt = Event & { readonly prompt: () => Promise<{ outcome: 'accepted' | 'dismissed' }> };

/** Android offers to put the page on the home screen: kept until he touches the button for it. */
export const installPrompt = cell<InstallPrompt | null>(null);

export function waitForInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installPrompt.set(event as InstallPrompt);
  });
  addEventListener('appinstalled', () => installPrompt.set(null));
}

/** It was opened from the home screen. */
export const isInstalled = () =>
  matchMedia('(display-mode: standalone)').matches || (navigator as { standalone?: boolean }).standalone === true;

export const isApple = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

/** What kind of phone this is, for the desk's list: `Android phone, Chrome`. */
export function phoneKind(): string {
  const agent = navigator.userAgent;
  const device = isApple()
    ? 'iPhone or iPad'
    : /Android/.test(agent)
      ? 'Android phone'
      : /Windows/.test(agent)
        ? 'Windows computer'
        : /Mac/.test(agent)
          ? 'Mac'
          : 'Computer';
  const browser = /Firefox|FxiOS/.test(agent)
    ? 'Firefox'
    : /Edg/.test(agent)
      ? 'Edge'
      : /Chrom|CriOS/.test(agent)
        ? 'Chrome'
        : 'Safari';
  return `${device}, ${browser}${isInstalled() ? ', on the home screen' : ''}`;
}
