// Makes a deb of a staged root folder, with Debian's own dpkg-deb.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wrapped } from './debian-text.mjs';

/** fpm's options by `one(...names)` and `all(...names)`, and the level of compression, 1 to 9. Returns the exit status of dpkg-deb. */
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
  const compression = one('--deb-compression') ?? 'xz';
  const flags = [`-Z${compression}`, `-z${level}`, '--root-owner-group'];
  const made = spawnSync('dpkg-deb', [...flags, '--build', staging, one('-p', '--package')], {
    stdio: 'inherit',
  });
  return made.status ?? 1;
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
