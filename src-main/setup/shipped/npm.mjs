// Questions to npm about the lockfile.
import { spawnSync } from 'node:child_process';
import { root } from '../install.mjs';

/** Runs npm on the lockfile alone and returns its status and output. */
export function askNpm(words) {
  const { status, stdout, stderr } = spawnSync('npm', [...words, '--package-lock-only'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}
