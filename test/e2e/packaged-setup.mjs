// Makes the package that the tests of the packaged program run, with an Electron that may be the tests' own.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from '../../src-main/setup/install.mjs';
import { electronForTests } from '../setup/electron.mjs';
import { installSystemPackages } from '../setup/system.mjs';

/**
 * Installs the deb into a folder of its own and names that in DAGUERRE_TEST_PACKAGE; empty where this system makes no
 * deb. With DAGUERRE_TEST_DEB set that deb is taken as it is.
 */
export default async function setup() {
  process.env.DAGUERRE_TEST_PACKAGE = '';
  if (process.platform !== 'linux' || run('dpkg-deb', ['--version'], { quiet: true }) !== 0) return undefined;
  // The second one presses keys in the system's own dialogs.
  installSystemPackages({ xvfb: '/usr/bin/Xvfb', xdotool: '/usr/bin/xdotool' });
  const deb = process.env.DAGUERRE_TEST_DEB || (await pack());
  const installed = mkdtempSync(join(tmpdir(), 'daguerre-installed-'));
  must('dpkg-deb', ['-x', deb, installed]);
  process.env.DAGUERRE_TEST_DEB = deb;
  process.env.DAGUERRE_TEST_PACKAGE = installed;
  return () => rmSync(installed, { recursive: true, force: true });
}

async function pack() {
  const electron = await electronForTests();
  if (!electron) throw new Error('there is no Electron to pack');
  const packages = join(root, 'out', 'packages');
  rmSync(packages, { recursive: true, force: true });
  must(process.execPath, [join(root, 'src-main', 'setup', 'package.mjs'), 'deb'], {
    ...process.env,
    ELECTRON_OVERRIDE_DIST_PATH: electron,
    // Fast rather than small.
    DAGUERRE_PACKAGE_LEVEL: '1',
  });
  const deb = readdirSync(packages).find((name) => name.endsWith('.deb'));
  if (!deb) throw new Error('npm run package made no deb');
  return join(packages, deb);
}

function must(command, args, env = process.env) {
  if (run(command, args, { env }) !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}
