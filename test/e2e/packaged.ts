import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { chromium, expect, type Page } from '@playwright/test';

const PAGE_URL = 'app://daguerre/index.html';
const run = promisify(execFile);

/** The installed program's own folder. */
export const packageFolder = () => join(process.env['DAGUERRE_TEST_PACKAGE'] ?? '', 'opt', 'Daguerre');

/** What the word `daguerre` starts. */
export const launcher = () => join(packageFolder(), 'daguerre');

/** Runs a command of the installed program. */
export async function command(...words: string[]): Promise<{ stdout: string; stderr: string }> {
  return run(launcher(), words);
}

/** How a program ends, in an environment changed by `env`, and what it has said until then. */
export async function ended(
  program: string,
  words: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, stdout, stderr };
}

/** The window of the installed program, which takes no debugger of Node's and is driven as a browser is. */
export async function openPackaged(files: readonly string[], data: string) {
  // Switches of Chromium are the program's own: the launcher would take them for a command.
  const program = join(packageFolder(), 'daguerre-app');
  const child = spawn(program, ['--no-sandbox', '--disable-gpu', '--remote-debugging-port=0', ...files], {
    env: { ...process.env, DAGUERRE_DATA: data },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return connect(child, once(child, 'exit'));
}

/** The window of a program that was started with a port for debuggers; `exit` comes true when it has ended. */
export async function connect(
  child: ChildProcess,
  exit: Promise<unknown>,
): Promise<{ page: Page; pid: number; close(): Promise<void> }> {
  const address = await debuggingAddress(child);
  // A page that opens while Playwright connects keeps it waiting for ever.
  await expect.poll(() => hasPage(address), { timeout: 60_000 }).toBe(true);
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('the program opened no window');
  return {
    page,
    pid: child.pid ?? 0,
    close: async () => {
      // Without the question that is asked where something isn't saved.
      await page.evaluate(() => {
        void globalThis.daguerre.requests.answerClosing({ closes: true });
      });
      await exit;
      await browser.close();
    },
  };
}

async function debuggingAddress({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('the program has no stderr');
  for await (const line of createInterface({ input: stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address) return address;
  }
  throw new Error('the program ended before its window opened');
}

/** Whether the window's page is loaded, as the list of what can be debugged tells. */
async function hasPage(address: string): Promise<boolean> {
  const targets = await (await fetch(`http://${new URL(address).host}/json/list`)).text();
  return targets.includes(PAGE_URL);
}

/** Presses Enter in the dialog of the system that the program opens: its one window without a title. */
export async function acceptDialog(): Promise<void> {
  const findDialog = async () => {
    const { stdout } = await run('xdotool', ['search', '--onlyvisible', '--class', 'daguerre']);
    for (const window of stdout.trim().split('\n')) {
      const { stdout: title } = await run('xdotool', ['getwindowname', window]);
      if (title.trim() === '') return window;
    }
    return '';
  };
  await expect.poll(findDialog).not.toBe('');
  await run('xdotool', ['windowfocus', '--sync', await findDialog(), 'key', 'Return']);
}
