import { render } from 'preact';
import { App } from './app';
import { unlockSound } from './phone/chime';
import { waitForInstall } from './phone/install';
import { startWorker } from './phone/worker';

unlockSound();
startWorker();
waitForInstall();
const page = document.getElementById('page')!;
page.replaceChildren(); // Preact leaves standing what it did not draw: the way out of a page that does not come
render(<App />, page);
