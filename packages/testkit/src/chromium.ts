/** The machine's Chromium, for tests that drive a browser. */
import { needProgram } from './find-program';

/** Arguments for a quiet browser that a test drives: it calls nobody, and runs as root too. */
export const chromiumArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of Chromium or Chrome on this machine, for playwright-core's `executablePath`.
 * @throws MissingServer when there is none
 */
export function findChromium(): string {
  return needProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
}
