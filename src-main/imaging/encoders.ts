import type { Sharp } from 'sharp';
import { type JpegTables, standardTables } from '../contract/jpeg-tables';
import type { ResultFormat } from '../contract/photo-files';
import type { EncodeOptions } from './encode-options';
import type { SampleMap } from './vips-file';

/** Sets a pipeline's output format. `source` holds the photo's quantisation tables if it is a JPEG. */
export function encodeAs(
  pipeline: Sharp,
  format: Exclude<ResultFormat, 'tiff'>,
  { quality, subsampling }: EncodeOptions,
  depth: 8 | 16,
  source: JpegTables | undefined,
  pixels: number,
): Sharp {
  switch (format) {
    case 'png':
      return pipeline.png({ compressionLevel: 6 });
    case 'jpeg':
      return pipeline.jpeg({
        quality: quality ?? jpegQuality(source),
        chromaSubsampling: subsampling ?? '4:4:4',
        // Optimised Huffman codes need all coefficients in memory, 6 bytes a pixel.
        optimiseCoding: pixels <= MAX_FITTED_PIXELS,
      });
    case 'webp':
      return pipeline.webp({ quality: quality ?? 95, smartSubsample: true });
    case 'avif':
      return pipeline.avif({
        quality: quality ?? 85,
        chromaSubsampling: '4:4:4',
        bitdepth: depth === 16 ? 10 : 8,
        effort: 3,
      });
  }
}

const DEFAULT_JPEG_QUALITY = 95;
const MAX_FITTED_PIXELS = 40e6;

/** The lowest quality from 95 up whose quantisation steps are nowhere coarser than the source JPEG's. */
export function jpegQuality(source: JpegTables | undefined): number {
  for (let quality = DEFAULT_JPEG_QUALITY; quality < 100; quality++) {
    const { quantisation } = standardTables(quality, '4:4:4');
    const fine = quantisation.every((table, plane) =>
      table.every((step, k) => step <= (source?.quantisation[plane]?.[k] ?? 255)),
    );
    if (fine) return quality;
  }
  return 100;
}

/** Rounds 16-bit samples to 10 bits, because libheif truncates to the upper 10. 65535 stays white and 0 black. */
export const toTenBits: SampleMap = (samples) => {
  for (let k = 0; k < samples.length; k++) samples[k] = Math.round(((samples[k] ?? 0) * 1023) / 65535) << 6;
};
