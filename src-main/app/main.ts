import { app } from 'electron';
import { roleOf } from './role';

// Electron's entry point. Each role is imported only when it runs, which keeps the start of the window fast.
const role = roleOf(process.argv, process.defaultApp === true);

if (role.kind === 'engine') void import('./engine-role').then(({ runEngine }) => runEngine(role.process));
else if (role.kind === 'command')
  void import('./command-role').then(({ runCommand }) => runCommand(role.words));
else void import('./window-role').then(({ runWindow }) => runWindow(role.files));

// Chromium rejects a forced sandbox together with --no-sandbox, which root needs (a test machine, a container).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
