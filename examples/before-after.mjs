// Makes examples/before-after.jpg: the README's first command, its result beside the original, at 150 %.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'before-after-'));
const restored = join(folder, 'restored.png');
const photo = join(here, 'boyden.jpg');
const command = ['restore', photo, '-o', restored, '--operator', 'inpaint', '--mask', join(here, 'boyden-mask.png')];
const { status } = spawnSync(process.execPath, [join(here, '..', 'src-main', 'setup', 'start.mjs'), ...command], {
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

const part = { left: 160, top: 0, width: 310, height: 330 };
const [width, height] = [part.width * 1.5, part.height * 1.5];
const view = (file) => sharp(file).extract(part).resize(width, height, { kernel: 'cubic' }).png().toBuffer();
await sharp({ create: { width: 2 * width + 6, height, channels: 3, background: '#808080' } })
  .composite([
    { input: await view(photo), left: 0, top: 0 },
    { input: await view(restored), left: width + 6, top: 0 },
  ])
  .jpeg({ quality: 92 })
  .toFile(join(here, 'before-after.jpg'));
rmSync(folder, { recursive: true });
