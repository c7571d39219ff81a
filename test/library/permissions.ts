import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The beginning of a command line that makes its program obey permissions. */
export type Prefix = readonly string[];

/** Root without the right to bypass permissions, which then apply to its own files too. */
const BOUND_ROOT: Prefix = ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--'];

/**
 * How to start a program to whom permissions apply, root included; undefined where that can't be. Tried on a file,
 * so that no test believes in a folder that is read-only in name alone.
 */
export function boundByPermissions(): Prefix | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'permissions-'));
  try {
    const closed = join(folder, 'closed');
    writeFileSync(closed, '');
    chmodSync(closed, 0);
    const read = [process.execPath, '-e', `fs.readFileSync(${JSON.stringify(closed)})`];
    return [[], BOUND_ROOT].find((prefix) => {
      const [command, ...args] = [...prefix, ...read];
      const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
      return status !== 0 && stderr?.includes('EACCES');
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
