import { join } from 'node:path';
import sharp from 'sharp';
import type { MaskTile } from '../contract/window/mask-tiles';
import { MAX_PIXELS } from '../contract/window/saving';
import { writeEncoded } from './encoded-file';
import { type MaskExtent, writeMask } from './mask-tiles';
import { writeAtomically } from './output';
import { ownNumbers } from './sharp-input';
import { vipsPathBeside, wrapSamples } from './vips-file';
import { onWorkingFiles } from './working-files';
import { inWorkingFolder } from './working-folder';

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
  await inWorkingFolder('mask', async (folder) => {
    const rawPath = join(folder, 'mask.raw');
    const vipsPath = vipsPathBeside(rawPath);
    await onWorkingFiles(async () => {
      const { mask } = await writeMask(tiles, extent, rawPath, { signal });
      await wrapSamples(mask, vipsPath, { depth: 8 });
    });
    const write = (temporary: string) => {
      const input = sharp(vipsPath, { limitInputPixels: MAX_PIXELS, sequentialRead: true });
      return writeEncoded(ownNumbers(input, 1, 8).png(), 'png', temporary, undefined);
    };
    await writeAtomically(path, write, { signal });
  });
}
