import { open } from 'node:fs/promises';
import { type RawPicture, readRectangle } from '../imaging/raw-picture';

/** Rows read at a time, which bounds the memory for pictures of any size. */
const ROWS = 256;

/** Counts the pixels of two pictures that differ in any sample; null if size, channels or depth differ. */
export async function countChangedPixels(before: RawPicture, after: RawPicture): Promise<number | null> {
  const { width, height, channels, depth } = before;
  const sameKind = width === after.width && height === after.height && channels === after.channels;
  if (!sameKind || depth !== after.depth) return null;
  const files = [await open(before.path, 'r'), await open(after.path, 'r')] as const;
  try {
    let changed = 0;
    for (let y = 0; y < height; y += ROWS) {
      const area = { x: 0, y, width, height: Math.min(ROWS, height - y) };
      const a = await readRectangle(files[0], before, area);
      const b = await readRectangle(files[1], after, area);
      for (let i = 0; i < a.length; i += channels) {
        for (let c = 0; c < channels; c++) {
          if (a[i + c] !== b[i + c]) {
            changed++;
            break;
          }
        }
      }
    }
    return changed;
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}
