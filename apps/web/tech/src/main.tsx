import { render } from 'preact';
import { App } from './app';
import { unlockSound } from './phone/chime';
import { startWorker } from './phone/worker';

unlockSound();
startWorker();
render(<App />, document.getElementById('page')!);
