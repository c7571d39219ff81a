// Writes dist/flatpak, by which flatpak-builder makes a Flatpak of the packed program: the files of flatpak/ beside this one, the
// manifest with the program's id and version.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../install.mjs';
import { appId } from './share.mjs';

/** Makes the folder anew and returns the manifest's path. */
export function writeFlatpak(folder = join(root, 'dist', 'flatpak')) {
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, 'src-main', 'setup', 'linux', 'flatpak'), folder, { recursive: true });
  const template = join(folder, 'manifest.yml');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const text = readFileSync(template, 'utf8')
    .replaceAll('@APP_ID@', appId())
    .replaceAll('@VERSION@', version);
  rmSync(template);
  const manifest = join(folder, `${appId()}.yml`);
  writeFileSync(manifest, text);
  return manifest;
}
