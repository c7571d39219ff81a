import { app, utilityProcess } from 'electron';
import { engineEntry } from '../transport/entry';
import { PROGRAM_VARIABLE, startProcessesWith } from '../transport/start';
import { utilityProcessFactory } from '../transport/utility-process';

/** Starts the engine processes as Electron utility processes. */
export function startEngineInElectron(): void {
  // The command by which an engine process starts this program when it needs another process to try a graphics card.
  // No page is loaded there, so there is nothing to sandbox, and root can start it as well.
  const program = [process.execPath, ...(app.isPackaged ? [] : [app.getAppPath()]), '--no-sandbox'];
  startProcessesWith((kind, env) =>
    utilityProcessFactory(utilityProcess, engineEntry(kind), {
      name: `Daguerre ${kind}`,
      env: { ...env, [PROGRAM_VARIABLE]: JSON.stringify(program) },
    }),
  );
}
