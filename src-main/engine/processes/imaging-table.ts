import { z } from '../../contract/schema';
import type { PhotoInfo } from '../../imaging/photo-info';
import type { RawPicture } from '../../imaging/raw-picture';

/** A value that imaging made: our own process sends it, so its type is the declaration's. */
function made<T extends object>() {
  return z.custom<T>((value) => typeof value === 'object' && value !== null);
}

const page = z.int().min(0).optional();

/** Requests of the imaging process; imaging-handlers.ts answers them. Pictures are exchanged as raw files, by path. */
export const imagingTable = {
  probePhoto: {
    payload: z.object({ path: z.string(), page }),
    progress: z.never(),
    result: made<PhotoInfo>(),
  },
  decodePhoto: {
    payload: z.object({ path: z.string(), page, rawPath: z.string() }),
    progress: z.never(),
    result: made<RawPicture>(),
  },
};
export type ImagingTable = typeof imagingTable;
