// `npm start` opens the app; `npm start -- COMMAND ...` runs a command. Either installs and builds what is missing.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfStale, installPackages, requireNode, root } from './install.mjs';

requireNode();
installPackages();
buildIfStale();
const child = spawn(process.execPath, [join(root, 'dist', 'cli.cjs'), ...process.argv.slice(2)], {
  // Paths on the command line are relative to where the user stands, which npm moved away from.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: 'inherit',
});
// A terminal sends Ctrl-C to the child too; this process waits for it to clean up.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 1));
