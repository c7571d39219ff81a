// An invisible screen for Electron's windows.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

/**
 * On Linux starts Xvfb, has DISPLAY of this process name it, and returns the function that ends it. Elsewhere, and where
 * there is no Xvfb, the screen is the machine's own.
 */
export async function startScreen() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/Xvfb')) return () => {};
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
    return () => xvfb.kill();
  }
  throw new Error('Xvfb did not start');
}
