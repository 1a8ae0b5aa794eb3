import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import npmChromium from '@sparticuz/chromium';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { CLONE_DIR } from '#apps/launcher/clone-dir';

/**
 * Starts a real Chromium: Debian's where it is installed, on other Linux x64 the one that npm brought, and elsewhere
 * an installed Chrome.
 */
export const openBrowser = async (): Promise<Browser> => chromium.launch(await howToLaunch());

/** Where neither npm brings a browser nor one is installed there is nothing to open. */
export const hasBrowser = (): boolean =>
  existsSync(DEBIANS) || isNpms || existsSync(chromium.executablePath()) || CHROMES.some((path) => existsSync(path));

const DEBIANS = '/usr/bin/chromium';
const CHROMES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  '/opt/google/chrome/chrome',
];
const isNpms = process.platform === 'linux' && process.arch === 'x64';

async function howToLaunch(): Promise<LaunchOptions> {
  if (existsSync(DEBIANS)) return { executablePath: DEBIANS, args: ['--no-sandbox'] };
  if (!isNpms) return existsSync(chromium.executablePath()) ? {} : { channel: 'chrome' };
  const home = await unpacked();
  return {
    executablePath: join(home, 'chromium'),
    args: npmChromium.args.filter((arg) => !UNWANTED.includes(arg)),
    // A machine may have neither fonts nor the libraries a browser takes for granted; the package has both.
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(home, 'al2023', 'lib'),
      FONTCONFIG_FILE: join(home, 'doorward-fonts.conf'),
    } as Record<string, string>,
  };
}

/**
 * The package is made for Lambda. In a single process, closing a page ends the browser; and the rules that browsers
 * have between sites are part of what is tested here.
 */
const UNWANTED = [
  '--single-process',
  '--disable-web-security',
  '--allow-running-insecure-content',
  "--headless='shell'", // Playwright says so itself
];

/** The folder with the unpacked browser, made once. A run that is killed, or runs beside another, leaves no half of it. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(
    readFileSync(join(CLONE_DIR, 'node_modules/@sparticuz/chromium/package.json'), 'utf8'),
  );
  const home = join(tmpdir(), `doorward-chromium-${version}`);
  if (existsSync(home)) return home;
  const making = mkdtempSync(`${home}-`);
  const env = { ...process.env, TMPDIR: making };
  await promisify(execFile)(process.execPath, [join(CLONE_DIR, 'dist/test/browser/unpack-chromium.js')], { env });
  writeFileSync(join(making, 'doorward-fonts.conf'), fonts(home));
  try {
    renameSync(making, home);
  } catch (error) {
    // Another run was quicker.
    if (!existsSync(home)) throw error;
    rmSync(making, { recursive: true });
  }
  return home;
}

/** Pictures look the same on every machine: the package's one typeface first, for the rest whatever there is. */
const fonts = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
  ${['system-ui', 'sans-serif'].map((name) => `<alias binding="strong"><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`).join('\n  ')}
</fontconfig>
`;
