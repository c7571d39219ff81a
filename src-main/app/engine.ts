import { app, utilityProcess } from 'electron';
import { engineEntry } from '../transport/entry';
import { PROGRAM_VARIABLE, startProcessesWith } from '../transport/start';
import { utilityProcessFactory } from '../transport/utility-process';

/** Has the engine's processes run as utility processes of Electron. */
export function startEngineInElectron(): void {
  // What a process of the engine starts this program by, when it needs a process to try a graphics card in. No page is
  // ever loaded there, so there is nothing to sandbox, and root may start it as well.
  const program = [process.execPath, ...(app.isPackaged ? [] : [app.getAppPath()]), '--no-sandbox'];
  startProcessesWith((kind, env) =>
    utilityProcessFactory(utilityProcess, engineEntry(kind), {
      name: `Daguerre ${kind}`,
      env: { ...env, [PROGRAM_VARIABLE]: JSON.stringify(program) },
    }),
  );
}
