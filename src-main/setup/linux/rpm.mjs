// Makes an rpm of a staged root folder, with rpmbuild.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** electron-builder speaks of architectures as Debian does. */
const ARCHITECTURES = { amd64: 'x86_64', arm64: 'aarch64' };

/** fpm's options by `one(...names)` and `all(...names)`, and the level of compression, 1 to 9. Returns the exit status. */
export function makeRpm(staging, { one, all, level }) {
  if (spawnSync('rpmbuild', ['--version'], { stdio: 'ignore' }).status !== 0) {
    console.error(
      'An rpm is made by rpmbuild, which is missing here: install the package rpm (rpm-build on Fedora).',
    );
    return 1;
  }
  const work = mkdtempSync(join(tmpdir(), 'daguerre-rpm-'));
  try {
    const spec = join(work, 'daguerre.spec');
    writeFileSync(spec, specFile(staging, { one, all, level }));
    const top = join(work, 'top');
    mkdirSync(top);
    const asked = one('-a', '--architecture');
    const target = ARCHITECTURES[asked] ?? asked;
    const words = ['-bb', '--quiet', '--target', target, '--define', `_topdir ${top}`, spec];
    const { status } = spawnSync('rpmbuild', words, { stdio: 'inherit' });
    if (status !== 0) return status ?? 1;
    const made = readdirSync(join(top, 'RPMS'), { recursive: true }).find((name) => name.endsWith('.rpm'));
    copyFileSync(join(top, 'RPMS', made), one('-p', '--package'));
    return 0;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function specFile(staging, { one, all, level }) {
  const [description] = (one('--description') ?? '').trim().split('\n');
  const postun = readFileSync(one('--after-remove'), 'utf8');
  const requires = all('-d', '--depends').map((name) => `Requires: ${name}`);
  return `# What was packed is taken as it is: neither stripped again nor searched for names of debugging files.
%global debug_package %{nil}
%global __os_install_post %{nil}
%global _build_id_links none
%global _binary_payload w${level}.xzdio
Name: ${one('-n', '--name')}
Version: ${one('-v', '--version')}
Release: 1
Summary: ${one('--rpm-summary') ?? description}
License: ${one('--license') ?? 'MIT'}
URL: ${one('--url')}
# What it needs is in electron-builder.yml; its own copies of libraries are nobody else's.
AutoReqProv: no
${requires.join('\n')}

%description
${description}

%install
cp -a ${staging}/. %{buildroot}/

%post -p /bin/bash
${inScript(readFileSync(one('--after-install'), 'utf8'))}
%postun -p /bin/bash
# At an upgrade this runs after the newer package's %%post, and would take away what that has just made.
[ "$1" -ge 1 ] && exit 0
${inScript(postun)}
%files
%defattr(-,root,root,-)
${owned(staging).join('\n')}
`;
}

/** rpm takes a percent sign for one of its macros, and /bin/sh unless it is told. */
function inScript(text) {
  return text.replace(/^#!.*\n/, '').replaceAll('%', '%%');
}

/** Every file outside /opt, whose folders belong to the system, and the program's one folder in /opt. */
function owned(staging) {
  const files = readdirSync(join(staging, 'usr'), { recursive: true, encoding: 'utf8' })
    .map((name) => `/usr/${name}`)
    .filter((name) => !statSync(join(staging, name)).isDirectory());
  const folders = readdirSync(join(staging, 'opt')).map((name) => `/opt/${name}`);
  return ['%dir /usr/share/doc/daguerre', ...[...folders, ...files.sort()].map((name) => `"${name}"`)];
}
