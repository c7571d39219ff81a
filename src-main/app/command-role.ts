import { app } from 'electron';
import { runCommandLine } from '../cli/run';
import { startEngineInElectron } from './engine';
import { placeUserData } from './user-data';

/** Runs a command without a window, and exits with its status. */
export async function runCommand(words: readonly string[]): Promise<void> {
  app.dock?.hide();
  placeUserData();
  await app.whenReady();
  startEngineInElectron();
  await runCommandLine(words);
  app.exit(Number(process.exitCode ?? 0));
}
