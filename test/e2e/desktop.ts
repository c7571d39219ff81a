import { join, resolve } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { playwrightLoader } from '../setup/loader.mjs';

export interface DesktopOptions {
  /** The program's data folder. */
  readonly data: string;
  readonly model: string;
  /** After the program's own folder. */
  readonly args: readonly string[];
  /** The program to start in place of Electron, with the same arguments. */
  readonly executable?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Root can't have a sandbox, and a machine without a graphics card needn't look for one. */
export const SWITCHES = ['--no-sandbox', '--disable-gpu'];

export const electronExecutable = () =>
  join(
    process.env['DAGUERRE_TEST_ELECTRON'] ?? '',
    process.platform === 'win32' ? 'electron.exe' : 'electron',
  );

/** Starts the program in Electron and waits until its window hears keys. */
export async function launchDesktop(
  options: DesktopOptions,
): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({
    executablePath: options.executable ?? electronExecutable(),
    args: [...SWITCHES, '-r', playwrightLoader(), resolve('.'), ...options.args],
    env: {
      ...inherited(),
      DAGUERRE_DATA: options.data,
      DAGUERRE_MODEL: resolve(options.model),
      ...options.env,
    },
  });
  const page = await app.firstWindow();
  // Before it is there the page may still change its process, and an evaluation begun in the first one is lost.
  await page.waitForURL(/^app:/);
  // A key pressed before React has drawn the page has no effect.
  await page.getByRole('banner').first().waitFor();
  return { app, page };
}

/** Makes the system's next dialogs answer by themselves: with the files to open and the path to save to. */
export async function answerDialogs(
  app: ElectronApplication,
  answers: { open?: readonly string[]; save?: string },
): Promise<void> {
  await app.evaluate(({ dialog }, { open = [], save }) => {
    dialog.showOpenDialog = async () => ({ canceled: open.length === 0, filePaths: [...open] });
    dialog.showSaveDialog = async () => ({ canceled: save === undefined, filePath: save ?? '' });
  }, answers);
}

function inherited(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  return env;
}
