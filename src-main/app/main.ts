import { app } from 'electron';
import { roleOf } from './role';

// Electron's entry. What isn't needed for the first window is loaded after it.
const role = roleOf(process.argv, process.defaultApp === true);

if (role.kind === 'engine') void import('./engine-role').then(({ runEngine }) => runEngine(role.process));
else if (role.kind === 'command')
  void import('./command-role').then(({ runCommand }) => runCommand(role.words));
else void import('./window-role').then(({ runWindow }) => runWindow(role.files));

// Started as root with --no-sandbox (a test machine, a container) Chromium can't have it both ways.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
