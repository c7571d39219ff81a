// Makes a deb of a staged root folder, with Debian's own dpkg-deb, and compresses it harder than dpkg-deb can.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wrapped } from './debian-text.mjs';

/** fpm's options by `one(...names)` and `all(...names)`, and the level of compression, 1 to 9. Returns the exit status. */
export function makeDeb(staging, { one, all, level }) {
  const control = join(staging, 'DEBIAN');
  mkdirSync(control);
  writeFileSync(join(control, 'control'), controlFile(staging, { one, all }));
  writeFileSync(join(control, 'md5sums'), sums(staging));
  for (const [option, script] of [
    ['--after-install', 'postinst'],
    ['--after-remove', 'postrm'],
  ]) {
    const path = one(option);
    if (path) writeFileSync(join(control, script), readFileSync(path), { mode: 0o755 });
  }
  const work = mkdtempSync(join(tmpdir(), 'daguerre-deb-'));
  try {
    return assemble(staging, work, one('-p', '--package'), filters(one('-a', '--architecture'), level));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * What xz does to the program's files. Two thirds of them are machine code, in which a call names its target by the distance
 * from itself; --x86 makes these distances places, which repeat. dpkg reads such an archive, but dpkg-deb has no option for it.
 */
function filters(architecture, level) {
  const lzma = `--lzma2=preset=${level === '9' ? '9e' : level}`;
  return architecture === 'amd64' ? ['--x86', lzma] : [lzma];
}

/** A deb is an ar archive of three members, in this order. */
function assemble(staging, work, target, filters) {
  const steps = [
    ['dpkg-deb', '-Znone', '--root-owner-group', '--build', staging, 'plain.deb'],
    ['ar', 'x', 'plain.deb'],
    ['xz', 'control.tar'],
    ['xz', ...filters, 'data.tar'],
    ['ar', 'rcS', 'packed.deb', 'debian-binary', 'control.tar.xz', 'data.tar.xz'],
  ];
  for (const [command, ...words] of steps) {
    const { error, status } = spawnSync(command, words, { cwd: work, stdio: ['ignore', 2, 2] });
    if (status === 0) continue;
    if (error) console.error(`A deb is made by dpkg-deb, xz and ar (Debian's binutils): ${error.message}.`);
    return status ?? 1;
  }
  copyFileSync(join(work, 'packed.deb'), target);
  return 0;
}

function controlFile(staging, { one, all }) {
  const installed = spawnSync('du', ['-sk', '--exclude=DEBIAN', staging], { encoding: 'utf8' });
  const [synopsis, ...description] = (one('--description') ?? '').trim().split(/\n\s*/);
  const fields = {
    Package: one('-n', '--name'),
    Version: one('-v', '--version'),
    Architecture: one('-a', '--architecture'),
    Maintainer: one('--maintainer'),
    'Installed-Size': installed.stdout.split('\t')[0],
    Depends: all('-d', '--depends').join(', '),
    Recommends: all('--deb-recommends').join(', '),
    Section: one('--category') ?? 'graphics',
    Priority: 'optional',
    Homepage: one('--url'),
    Description: [synopsis, ...description.flatMap(wrapped)].join('\n '),
  };
  const lines = Object.entries(fields).filter(([, value]) => value);
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`;
}

/** What `dpkg --verify` compares installed files with. */
function sums(staging) {
  const files = readdirSync(staging, { recursive: true })
    .filter((name) => !name.startsWith('DEBIAN') && lstatSync(join(staging, name)).isFile())
    .sort();
  const sum = (name) =>
    createHash('md5')
      .update(readFileSync(join(staging, name)))
      .digest('hex');
  return files.map((name) => `${sum(name)}  ${name}\n`).join('');
}
