import { render } from 'preact';
import { App } from './app';
import { unlockSound } from './phone/chime';

unlockSound();
render(<App />, document.getElementById('page')!);
