// Decides for every picture of folders whether it has a single tone: see tones.mjs.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { findTone } from '../../src-main/analysis/tone/find-tone';
import { decodePhoto } from '../../src-main/imaging/decode';

async function main(folders: readonly string[]): Promise<void> {
  const working = await mkdtemp(join(tmpdir(), 'tones-'));
  try {
    for (const folder of folders) {
      const counts = { free: 0, grey: 0, toned: 0 };
      for (const name of (await readdir(folder)).sort()) {
        if (!/\.(jpe?g|png|tiff?|webp)$/i.test(name)) continue;
        const rawPath = join(working, 'photo.raw');
        const photo = await decodePhoto(join(folder, name), { rawPath });
        const started = performance.now();
        const tone = await findTone({ photo });
        const milliseconds = Math.round(performance.now() - started);
        counts[tone.kind]++;
        const distance = tone.kind === 'toned' ? Math.round(100 * tone.rms) / 100 : null;
        console.log(JSON.stringify({ name, kind: tone.kind, distance, milliseconds }));
      }
      console.log(JSON.stringify({ folder: basename(folder), ...counts }));
    }
  } finally {
    await rm(working, { recursive: true });
  }
}

void main(process.argv.slice(2));
