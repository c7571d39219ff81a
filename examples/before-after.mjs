// Makes the README's demonstrations, each by the command that it shows: node examples/before-after.mjs [name ...]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const here = dirname(fileURLToPath(import.meta.url));
const example = (name) => join(here, name);

/**
 * `measure` makes the damaged photo from a good one where there is no damaged one; the same words restore it.
 * `part` is what is shown, in pixels of the photo, at `zoom`.
 */
const DEMONSTRATIONS = {
  scratches: {
    photo: 'vaux.jpg',
    words: ['--operator', 'inpaint', '--mask', example('vaux-mask.png')],
    part: { left: 40, top: 20, width: 390, height: 530 },
    zoom: 1,
  },
  noise: {
    photo: 'collins.jpg',
    measure: 'noise.png',
    words: ['--operator', 'denoise', '--noise', '20'],
    zoom: 1.5,
  },
  blur: {
    photo: 'collins.jpg',
    measure: 'blur.png',
    words: ['--operator', 'deblur-gaussian', '--blur', '1.6', '--noise', '2'],
    zoom: 1.5,
  },
  jpeg: {
    photo: 'collins.jpg',
    measure: 'worn.jpg',
    words: ['--operator', 'jpeg', '--quality', '12'],
    zoom: 1.5,
  },
};

const names = process.argv.slice(2);
for (const name of names.length > 0 ? names : Object.keys(DEMONSTRATIONS)) {
  const demonstration = DEMONSTRATIONS[name];
  if (!demonstration) {
    console.error(`There is no ${name}; there are ${Object.keys(DEMONSTRATIONS).join(', ')}.`);
    process.exit(2);
  }
  await show(name, demonstration);
}

async function show(name, { photo, measure, words, part, zoom }) {
  const folder = mkdtempSync(join(tmpdir(), 'before-after-'));
  try {
    const before = measure ? join(folder, measure) : example(photo);
    const after = join(folder, 'restored.png');
    if (measure) daguerre('degrade', example(photo), '-o', before, ...words);
    daguerre('restore', before, '-o', after, ...words);
    await pair(`${name}-before-after.jpg`, before, after, part, zoom);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function daguerre(...command) {
  const start = join(here, '..', 'src-main', 'setup', 'start.mjs');
  const { status } = spawnSync(process.execPath, [start, ...command], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

/** Sets the same part of two pictures side by side. */
async function pair(name, before, after, part, zoom) {
  const { width, height } = part ?? (await sharp(before).metadata());
  const size = { width: Math.round(width * zoom), height: Math.round(height * zoom) };
  const view = async (file) => {
    const shown = part ? sharp(file).extract(part) : sharp(file);
    return shown
      .resize({ ...size, kernel: 'cubic' })
      .png()
      .toBuffer();
  };
  await sharp({
    create: { width: 2 * size.width + 6, height: size.height, channels: 3, background: '#808080' },
  })
    .composite([
      { input: await view(before), left: 0, top: 0 },
      { input: await view(after), left: size.width + 6, top: 0 },
    ])
    .jpeg({ quality: 88 })
    .toFile(example(name));
}
