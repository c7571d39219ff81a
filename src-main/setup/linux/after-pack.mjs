// electron-builder calls this when the program's folder is filled. On Linux it takes symbol tables out of the binaries, which
// only a debugger reads, and lets nobody execute a library.
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, openSync, readSync, statSync } from 'node:fs';
import { filesUnder } from '../install.mjs';

const ELF = Buffer.from('\x7fELF', 'latin1');

export async function afterPack({ appOutDir, electronPlatformName }) {
  if (electronPlatformName !== 'linux') return;
  for (const path of filesUnder(appOutDir).filter(isBinary)) {
    // Without binutils the package is only larger.
    spawnSync('strip', ['--strip-unneeded', '--preserve-dates', path], { stdio: 'ignore' });
    if (/\.(so(\.[\d.]+)?|node)$/.test(path)) chmodSync(path, 0o644);
  }
}

function isBinary(path) {
  if (statSync(path).size < ELF.length) return false;
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(ELF.length);
    readSync(file, start);
    return start.equals(ELF);
  } finally {
    closeSync(file);
  }
}
