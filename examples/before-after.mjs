// Makes the README's pictures: its first commands, each result beside what it was made from.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'before-after-'));
const example = (name) => join(here, name);
const made = (name) => join(folder, name);

daguerre(
  'restore',
  example('boyden.jpg'),
  '-o',
  made('boyden.png'),
  '--operator',
  'inpaint',
  '--mask',
  example('boyden-mask.png'),
);
await pair('before-after.jpg', example('boyden.jpg'), made('boyden.png'), {
  left: 160,
  top: 0,
  width: 310,
  height: 330,
});

const noise = ['--operator', 'denoise', '--noise', '25'];
daguerre('degrade', example('coffee.jpg'), '-o', made('noisy.png'), ...noise);
daguerre('restore', made('noisy.png'), '-o', made('clean.png'), ...noise);
await pair('noise-before-after.jpg', made('noisy.png'), made('clean.png'), {
  left: 130,
  top: 60,
  width: 310,
  height: 290,
});
rmSync(folder, { recursive: true });

function daguerre(...command) {
  const start = join(here, '..', 'src-main', 'setup', 'start.mjs');
  const { status } = spawnSync(process.execPath, [start, ...command], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Sets the same part of two pictures side by side, at 150 %. */
async function pair(name, before, after, part) {
  const [width, height] = [part.width * 1.5, part.height * 1.5];
  const view = (file) =>
    sharp(file).extract(part).resize(width, height, { kernel: 'cubic' }).png().toBuffer();
  await sharp({ create: { width: 2 * width + 6, height, channels: 3, background: '#808080' } })
    .composite([
      { input: await view(before), left: 0, top: 0 },
      { input: await view(after), left: width + 6, top: 0 },
    ])
    .jpeg({ quality: 90 })
    .toFile(example(name));
}
