import { cell } from '../cell';

let context: AudioContext | null = null;

/** Whether this phone may ring: browsers allow sound only after the first touch. */
export const canSound = cell(false);

export function unlockSound(): void {
  const unlock = () => {
    try {
      context ??= new AudioContext();
      void context.resume().then(() => canSound.set(context?.state === 'running'));
    } catch {
      // No sound on this device: the banner and the vibration remain.
    }
  };
  addEventListener('pointerup', unlock);
  addEventListener('keydown', unlock);
}

/** Two short notes and a buzz: news that must not wait. */
export function chime(): void {
  try {
    if (context?.state === 'running') [660, 880].forEach((pitch, i) => note(context!, pitch, i * 0.18));
    if (canSound.get()) navigator.vibrate?.([200, 100, 200]);
  } catch {
    // The same: what was to be heard is also seen.
  }
}

/** The tap was felt: a glove and a bright sun leave no other sign. */
export function buzz(): void {
  if (canSound.get()) navigator.vibrate?.(40);
}

function note(audio: AudioContext, pitch: number, after: number): void {
  const start = audio.currentTime + after;
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = pitch;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.3, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.16);
  tone.connect(volume).connect(audio.destination);
  tone.start(start);
  tone.stop(start + 0.18);
}
