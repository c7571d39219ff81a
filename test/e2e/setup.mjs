// What the tests of the whole program need before any of them runs. Playwright starts it, and passes the environment on
// to the tests.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { buildIfStale } from '../../src-main/setup/install.mjs';
import { electronForTests } from '../setup/electron.mjs';

/**
 * Builds the program (with DAGUERRE_TEST_BUILT set dist/ is taken as it is), and on Linux gives the tests a screen of their own; DAGUERRE_TEST_ELECTRON tells them the folder
 * of an Electron, and is empty where there is none.
 */
export default async function setup() {
  if (!process.env.DAGUERRE_TEST_BUILT) buildIfStale();
  process.env.DAGUERRE_TEST_ELECTRON = (await electronForTests()) ?? '';
  const screen = await startScreen();
  return () => screen?.kill();
}

async function startScreen() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/Xvfb')) return undefined;
  // It takes a free display and writes its number to file descriptor 3.
  const xvfb = spawn(
    '/usr/bin/Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  for await (const line of createInterface({ input: xvfb.stdio[3] })) {
    process.env.DISPLAY = `:${line}`;
    return xvfb;
  }
  throw new Error('Xvfb did not start');
}
