import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// A Debian of the required packages alone, in a folder: what a program asks for beyond these, its package must have named.

const USER = 'tester';
export const HOME = `/home/${USER}`;
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Makes the folder of its first argument the root of the rest, in a mount namespace of its own, which ends with the program. */
const ENTER = `
set -e
mount --bind "$1" "$1"
cd "$1"
shift
mount -t proc proc proc
mount -t sysfs -o ro sysfs sys
mount -t tmpfs -o mode=1777 shm dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts dev/pts
mkdir -p tmp/.X11-unix
if [ -d /tmp/.X11-unix ]; then mount --bind /tmp/.X11-unix tmp/.X11-unix; fi
pivot_root . mnt
cd /
umount -l mnt
exec "$@"
`;

/** Why there can be no such root here; undefined where there can. */
export function whyNoRoot(): string | undefined {
  if (process.platform !== 'linux') return 'Debian runs on Linux';
  if (!existsSync('/usr/sbin/debootstrap')) return 'debootstrap is missing';
  if (process.getuid?.() !== 0) return 'only root may make one';
  if (spawnSync('unshare', ['--mount', 'true']).status !== 0) return 'there are no mount namespaces here';
  if (!source()) return 'no mirror is known: DAGUERRE_DEBIAN_MIRROR and DAGUERRE_DEBIAN_SUITE name one';
  return undefined;
}

/** A mirror and a suite: those of the environment, or this machine's own. */
function source(): { mirror: string; suite: string } | undefined {
  const { DAGUERRE_DEBIAN_MIRROR: mirror, DAGUERRE_DEBIAN_SUITE: suite } = process.env;
  if (mirror && suite) return { mirror, suite };
  const format = ['indextargets', '--format', '$(ORIGIN) $(CODENAME) $(REPO_URI)', 'Created-By: Packages'];
  const { stdout } = spawnSync('apt-get', format, { encoding: 'utf8' });
  const [, own, address] = /^Debian ([a-z]+) (\S+)$/m.exec(stdout ?? '') ?? [];
  return own && address ? { mirror: address, suite: own } : undefined;
}

/**
 * Makes a root with a user and returns its folder. DAGUERRE_MINIMAL_ROOT names a folder that debootstrap has filled before, of
 * which a copy is taken.
 */
export function makeRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'daguerre-root-'));
  chmodSync(root, 0o755);
  const ready = process.env['DAGUERRE_MINIMAL_ROOT'];
  const found = source();
  if (ready) must(spawnSync('cp', ['-a', `${ready}/.`, root], { encoding: 'utf8' }));
  else if (found)
    must(
      spawnSync('debootstrap', ['--variant=minbase', found.suite, root, found.mirror], { encoding: 'utf8' }),
    );
  // Names of machines, and whom this machine's network trusts.
  copyFileSync('/etc/resolv.conf', join(root, 'etc', 'resolv.conf'));
  mkdirSync(join(root, 'etc', 'ssl', 'certs'), { recursive: true });
  if (existsSync(CERTIFICATES)) copyFileSync(CERTIFICATES, join(root, CERTIFICATES));
  // Nothing is to be started by an installation.
  writeFileSync(join(root, 'usr', 'sbin', 'policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  asRoot(root, 'useradd', '--create-home', '--shell', '/bin/bash', USER);
  return root;
}

/** Node and npm of this machine, in the root. */
export function addNode(root: string): void {
  const prefix = join(process.execPath, '..', '..');
  const npm = join('lib', 'node_modules', 'npm');
  copyFileSync(process.execPath, join(root, 'usr', 'bin', 'node'));
  cpSync(join(prefix, npm), join(root, 'usr', npm), { recursive: true });
  asRoot(root, 'ln', '-s', '../lib/node_modules/npm/bin/npm-cli.js', '/usr/bin/npm');
}

/** Runs a program in the root as its administrator; throws an error with what it said where it fails. */
export function asRoot(root: string, program: string, ...words: string[]): string {
  return must(run(root, ['env', 'DEBIAN_FRONTEND=noninteractive', program, ...words]));
}

/** Runs a program in the root as a person, in the person's folder; throws an error with what it said where it fails. */
export function asPerson(root: string, program: string, ...words: string[]): string {
  return must(run(root, [...PERSON, ...environment(), program, ...words]));
}

/** Starts a program in the root as a person. */
export function startAsPerson(root: string, program: string, words: readonly string[]) {
  const child = spawn('unshare', entering(root, [...PERSON, ...environment(), program, ...words]), {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return { child, ended: once(child, 'exit') };
}

const PERSON = ['setpriv', '--reuid', USER, '--regid', USER, '--init-groups', 'env', '-i', '-C', HOME];

function environment(): string[] {
  return [
    `HOME=${HOME}`,
    'PATH=/usr/bin:/bin',
    'LANG=C.UTF-8',
    `DISPLAY=${process.env['DISPLAY'] ?? ''}`,
    `NODE_EXTRA_CA_CERTS=${CERTIFICATES}`,
  ];
}

function run(root: string, words: readonly string[]): SpawnSyncReturns<string> {
  return spawnSync('unshare', entering(root, words), { encoding: 'utf8', maxBuffer: 1 << 28 });
}

function entering(root: string, words: readonly string[]): string[] {
  return ['--mount', '--propagation', 'private', 'sh', '-c', ENTER, 'sh', root, ...words];
}

function must({ status, stdout, stderr, error }: SpawnSyncReturns<string>): string {
  if (status === 0) return stdout;
  throw error ?? new Error(`${stdout.slice(-4000)}${stderr.slice(-4000)}`);
}
