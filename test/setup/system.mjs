// What the tests need of the system: a Chromium, whose software graphics adapter stands in for a graphics card and which
// shows the served page, a display for Electron's windows, a Redis for the queue, and a C compiler for the faults of a disk.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run } from '../../src-main/setup/install.mjs';

/** Debian package -> a file that shows that it is there. */
const USUAL = {
  chromium: '/usr/lib/chromium/vk_swiftshader_icd.json',
  xvfb: '/usr/bin/Xvfb',
  'redis-server': '/usr/bin/redis-server',
  gcc: '/usr/bin/gcc',
  'libc6-dev': '/usr/include/stdio.h',
};

/** Installs missing system packages where this may: on Debian, as root or with sudo that asks for no password. */
export function installSystemPackages(packages = USUAL) {
  const missing = Object.entries(packages).filter(([, file]) => !existsSync(file));
  if (missing.length === 0) return;
  const names = missing.map(([name]) => name);
  const prefix = aptPrefix();
  if (!prefix) {
    console.error(`Missing on this system: ${names.join(', ')}. Tests that need them say so.`);
    return;
  }
  console.error(`Installing ${names.join(', ')} (once) ...`);
  const [command, ...args] = [...prefix, 'apt-get'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run(command, [...args, 'update', '-qq'], { quiet: true, env });
  const status = run(command, [...args, 'install', '-y', '-qq', '--no-install-recommends', ...names], {
    quiet: true,
    env,
  });
  if (status !== 0) console.error(`${names.join(', ')} could not be installed. Tests that need them say so.`);
}

function aptPrefix() {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : undefined;
}
