import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { MaskTile } from '../contract/window/mask-tiles';
import { writeEncoded } from './encoded-file';
import { type MaskExtent, writeMask } from './mask-tiles';
import { writeAtomically } from './output';
import { MAX_PIXELS, ownNumbers } from './sharp-input';
import { vipsPathBeside, wrapSamples } from './vips-file';
import { onWorkingFiles } from './working-files';

/**
 * Writes a mask as an 8-bit grey PNG, white where damaged, with soft edges as painted. The file appears complete or not
 * at all. Throws a PlainError if it can't be written.
 */
export async function saveMaskFile(
  tiles: readonly MaskTile[],
  extent: MaskExtent,
  path: string,
  signal?: AbortSignal,
): Promise<void> {
  const rawPath = join(tmpdir(), `daguerre-mask-${randomBytes(6).toString('hex')}`);
  const vipsPath = vipsPathBeside(rawPath);
  try {
    await onWorkingFiles(async () => {
      const { mask } = await writeMask(tiles, extent, rawPath, { soft: true, signal });
      await wrapSamples(mask, vipsPath, { depth: 8 });
    });
    const write = (temporary: string) => {
      const input = sharp(vipsPath, { limitInputPixels: MAX_PIXELS, sequentialRead: true });
      return writeEncoded(ownNumbers(input, 1, 8).png(), 'png', temporary, undefined);
    };
    await writeAtomically(path, write, { signal });
  } finally {
    await rm(rawPath, { force: true });
    await rm(vipsPath, { force: true });
  }
}
