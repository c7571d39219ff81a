// Draws the program's icon in the sizes that systems ask for: dist/icons/NxN.png.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, '..', '..', 'dist', 'icons');

mkdirSync(folder, { recursive: true });
for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
  const name = `${size}x${size}.png`;
  // Rendered at each size, which is sharper than a reduced copy. 72 dots per inch give the drawing's own 1024 pixels.
  await sharp(join(here, 'icon.svg'), { density: (72 * size) / 1024 })
    .resize(size, size)
    .png()
    .toFile(join(folder, name));
}
