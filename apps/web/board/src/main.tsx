import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/VisuallyHidden.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/Button.css';
import '@mantine/core/styles/ActionIcon.css';
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/PasswordInput.css';
import '@mantine/core/styles/Skeleton.css';
import '@mantine/core/styles/Tabs.css';
import './look/colours.css';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { boardPath } from './live/desk';
import { readPlace } from './live/place';
import { Breakage } from './look/breakage';
import { SESSION_PATH } from './session/session';
import { askEarly } from './wire/ask-early';

/** White on the library's own blue is too faint to read; two shades on it is not. */
const THEME = { primaryShade: { light: 8, dark: 8 } } as const;

// Neither waits for the page to be put together; without a session there is no day to read.
void askEarly(SESSION_PATH).then(({ ok }) => {
  if (ok) void askEarly(boardPath(readPlace().day));
});

createRoot(document.getElementById('board')!).render(
  <MantineProvider defaultColorScheme="auto" theme={THEME}>
    <Breakage>
      <App />
    </Breakage>
  </MantineProvider>,
);
