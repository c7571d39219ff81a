// `npm start` opens the app; `npm start -- COMMAND ...` runs a command. Both install and build what is missing first.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { electronExecutable, hasDisplay } from './electron.mjs';
import { fetchElectron } from './fetch-electron.mjs';
import { buildIfStale, installPackages, requireNode, root } from './install.mjs';

requireNode();
installPackages();
buildIfStale();

const words = process.argv.slice(2);
const isCommand = words.length > 0 && !words.every((word) => word.startsWith('--no-sandbox'));
const reason = isCommand ? undefined : await whyNoWindow();
if (reason) console.error(`${reason} The same window is served to a browser instead.`);
const [program, ...args] =
  isCommand || reason
    ? [process.execPath, join(root, 'dist', 'cli.cjs'), ...(isCommand ? words : ['serve'])]
    : [electronExecutable(), ...withoutSandbox(), ...words, root];
const child = spawn(program, args, {
  // Paths on the command line are relative to the user's folder, which npm has left.
  cwd: process.env.INIT_CWD ?? process.cwd(),
  stdio: 'inherit',
});
// A terminal sends Ctrl-C to the child too; this process waits for it to clean up.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => process.exit(code ?? 1));

/** A sentence that says why no window can be opened; undefined if one can. Electron is fetched only if there is a display. */
async function whyNoWindow() {
  return hasDisplay() ? fetchElectron() : 'There is no display here.';
}

/** Root can't use Chromium's sandbox, and Chromium then starts only with this switch. */
function withoutSandbox() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return [];
  console.error('The program runs as root, and so without the sandbox of its window.');
  return ['--no-sandbox'];
}
