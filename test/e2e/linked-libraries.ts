import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readSync, realpathSync, statSync } from 'node:fs';

/** Names of the libraries that a binary asks the loader for: none where the file isn't an ELF binary. Needs readelf (binutils). */
export function librariesOf(file: string): string[] {
  if (!isElf(file)) return [];
  const { status, stdout, stderr } = run('readelf', '-d', file);
  if (status !== 0) throw new Error(`readelf ${file}: ${stderr}`);
  return [...stdout.matchAll(/\(NEEDED\).*\[(.+)\]/g)].map(([, name]) => name ?? '');
}

/** The packages of this Debian that hold a library; none where no file of that name is known to the loader. */
export function packagesOf(library: string): string[] {
  const paths = run('/sbin/ldconfig', '-p')
    .stdout.split('\n')
    .filter((line) => line.trim().startsWith(`${library} `))
    .map((line) => line.split(' => ')[1] ?? '');
  // dpkg knows files by the paths of before /lib became a link to /usr/lib, or by those of after it.
  const spellings = paths.flatMap((path) => [
    path,
    realpathSync(path),
    realpathSync(path).replace(/^\/usr/, ''),
  ]);
  return run('dpkg', '-S', ...spellings)
    .stdout.split('\n')
    .map((line) => line.split(':')[0] ?? '');
}

function run(program: string, ...words: string[]) {
  return spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 26 });
}

function isElf(file: string): boolean {
  if (!statSync(file).isFile()) return false;
  const start = Buffer.alloc(4);
  const handle = openSync(file, 'r');
  readSync(handle, start, 0, 4, 0);
  closeSync(handle);
  return start.toString('latin1') === '\x7fELF';
}
