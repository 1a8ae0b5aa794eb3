import { render } from 'preact';
import { App } from './app';
import { unlockSound } from './phone/chime';
import { waitForInstall } from './phone/install';
import { startWorker } from './phone/worker';

unlockSound();
startWorker();
waitForInstall();
render(<App />, document.getElementById('page')!);
