import type { JpegTables, Orientation } from '../contract/jpeg-tables';
import type { PhotoFormat } from '../contract/photo-files';

/** The formats' names for people. */
export const FORMAT_NAMES: Readonly<Record<PhotoFormat, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  tiff: 'TIFF',
  webp: 'WebP',
  avif: 'AVIF',
  heic: 'HEIC',
};

/** The contents of a photo's header. */
export interface PhotoInfo {
  readonly path: string;
  readonly format: PhotoFormat;
  /** Size in pixels of the upright picture. */
  readonly width: number;
  readonly height: number;
  /** Size as stored; `orientation` says how to turn it. It is 1 for HEIC and AVIF, which their decoder turns. */
  readonly storedWidth: number;
  readonly storedHeight: number;
  readonly orientation: Orientation;
  /** Colour channels without alpha: 1 grey, 3 RGB. */
  readonly channels: 1 | 3;
  readonly hasAlpha: boolean;
  /** Bits per sample after decoding (10 and 12 bits become 16). */
  readonly depth: 8 | 16;
  /** Pages of a TIFF; 1 for every other format. */
  readonly pages: number;
  /** Dots per inch, if the file has them. */
  readonly density?: number;
  /** The colour profile's own description, if the file holds a profile. */
  readonly iccProfileName?: string;
  /** Quantisation tables as stored (see orientTables); absent for rare kinds of JPEG. */
  readonly jpeg?: JpegTables;
}

/** Number of channels of the decoded samples, colour and alpha together. */
export function sampleChannels(info: Pick<PhotoInfo, 'channels' | 'hasAlpha'>): 1 | 2 | 3 | 4 {
  if (info.channels === 1) return info.hasAlpha ? 2 : 1;
  return info.hasAlpha ? 4 : 3;
}
