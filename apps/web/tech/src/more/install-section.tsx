import { useCell } from '../cell';
import { installPrompt, isApple, isInstalled } from '../phone/install';

/** On the home screen it opens like any app, without signal too; on an iPhone only there it can be woken. */
export function InstallSection() {
  const prompt = useCell(installPrompt);
  if (isInstalled()) return null;
  return (
    <section class="card">
      <h2>Put it on your home screen</h2>
      {prompt ? (
        <button type="button" class="main" onClick={() => void prompt.prompt().then(() => installPrompt.set(null))}>
          Add to home screen
        </button>
      ) : isApple() ? (
        <AppleSteps />
      ) : (
        <ol class="numbered">
          <li>Open your browser’s menu: three dots, above on the right.</li>
          <li>Touch “Add to Home screen” or “Install app”.</li>
          <li>Open it from there from now on. You stay signed in.</li>
        </ol>
      )}
    </section>
  );
}

const AppleSteps = () => (
  <>
    <ShareDrawing />
    <ol class="numbered">
      <li>In Safari, touch the Share sign: a square with an arrow upwards.</li>
      <li>Scroll down and touch “Add to Home Screen”, then “Add”.</li>
      <li>
        Open it from there and sign in once more with a new link of the desk: an app on the home screen starts empty.
      </li>
    </ol>
  </>
);

/** Safari's bar with the sign to be touched, and the line to be chosen. */
const ShareDrawing = () => (
  <svg
    viewBox="0 0 320 150"
    role="img"
    aria-label="Safari’s lower bar with the Share sign, and the line Add to Home Screen"
    class="drawing"
  >
    <rect
      x="4"
      y="86"
      width="312"
      height="60"
      rx="10"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      opacity="0.5"
    />
    <g fill="none" stroke="currentColor" stroke-width="2.5" opacity="0.4">
      <path d="M44 106l-10 10 10 10M88 106l10 10-10 10M222 104h20v24h-20zM270 104h20v24h-20z" />
    </g>
    <g fill="none" stroke="currentColor" stroke-width="3">
      <path d="M150 110h-6v26h32v-26h-6M160 126V96M152 104l8-9 8 9" />
      <circle cx="160" cy="116" r="27" class="hint" />
    </g>
    <rect x="34" y="10" width="252" height="46" rx="10" fill="none" stroke="currentColor" stroke-width="2" />
    <text x="50" y="39" font-size="17" fill="currentColor">
      Add to Home Screen
    </text>
    <path d="M252 22h22v22h-22zM263 27v12M257 33h12" fill="none" stroke="currentColor" stroke-width="2.5" />
    <path d="M160 86V62M153 69l7-8 7 8" fill="none" stroke="currentColor" stroke-width="2" class="hint" />
  </svg>
);
