import { extentFields } from '../contract/geometry';
import { encodingSchema, resultFormat } from '../contract/result-settings';
import { z } from '../contract/schema';
import type { PhotoInfo } from '../imaging/photo-info';
import { imagingAnalysisTable } from './imaging-analysis-table';
import { imagingWindowTable } from './imaging-window-table';
import { kernelSchema, rawPictureSchema } from './job-schemas';

/** Comes from our own imaging process, so its fields aren't checked again. */
const photoInfo = z.custom<PhotoInfo>((value) => typeof value === 'object' && value !== null);

const page = z.int().min(0).optional();

const encodeOptions = z.object({
  format: resultFormat.exactOptional(),
  ...encodingSchema.shape,
  /** The command line doesn't check it, because the refusal names the file. */
  quality: z.number().exactOptional(),
  subsampling: z.enum(['4:4:4', '4:2:0']).exactOptional(),
  size: z.object(extentFields).exactOptional(),
  density: z.number().positive().exactOptional(),
  mark: z
    .object({
      software: z.string(),
      recipe: z.string(),
      kind: z.string(),
      seed: z.int(),
      parts: z.int().exactOptional(),
      strokes: z.int().exactOptional(),
      strength: z.number().exactOptional(),
      grain: z.number().exactOptional(),
      network: z.string(),
      made: z.string().exactOptional(),
    })
    .exactOptional(),
});

/** Requests of the imaging process; their handlers are in imaging-handlers.ts. Pictures cross as paths of raw files. */
export const imagingTable = {
  ...imagingWindowTable,
  ...imagingAnalysisTable,
  probePhoto: {
    payload: z.object({ path: z.string(), page }),
    progress: z.never(),
    result: photoInfo,
  },
  decodePhoto: {
    payload: z.object({ path: z.string(), page, rawPath: z.string() }),
    progress: z.never(),
    result: rawPictureSchema,
  },
  /** Checks that `out` can hold such pages and, unless `writes` is false, may be written, before any work is done. */
  checkOutput: {
    payload: z.object({
      source: z.string(),
      out: z.string(),
      pages: z.array(z.object({ ...extentFields, channels: z.literal([1, 2, 3, 4]) })),
      options: encodeOptions,
      writes: z.boolean().default(true),
    }),
    progress: z.never(),
    result: z.void(),
  },
  encodePhoto: {
    payload: z.object({
      pages: z.array(rawPictureSchema).min(1),
      source: z.string(),
      out: z.string(),
      options: encodeOptions,
      temporary: z.string().optional(),
    }),
    progress: z.never(),
    result: z.void(),
  },
  /** Reads a mask as one channel, and counts its damaged pixels. */
  readMask: {
    payload: z.object({ path: z.string(), ...extentFields, rawPath: z.string() }),
    progress: z.never(),
    result: z.object({ mask: rawPictureSchema, damaged: z.int() }),
  },
  readKernel: { payload: z.object({ path: z.string() }), progress: z.never(), result: kernelSchema },
  peakMemoryMB: { payload: z.object({}), progress: z.never(), result: z.number() },
};
export type ImagingTable = typeof imagingTable;
