import type { JpegTables, Orientation } from '../contract/jpeg-tables';

export type PhotoFormat = 'jpeg' | 'png' | 'tiff' | 'webp' | 'avif' | 'heic';

/** The formats' names as people write them. */
export const FORMAT_NAMES: Readonly<Record<PhotoFormat, string>> = {
  jpeg: 'JPEG',
  png: 'PNG',
  tiff: 'TIFF',
  webp: 'WebP',
  avif: 'AVIF',
  heic: 'HEIC',
};

/** What a photo's header says. */
export interface PhotoInfo {
  readonly path: string;
  readonly format: PhotoFormat;
  /** Extent in pixels once the picture stands upright. */
  readonly width: number;
  readonly height: number;
  /** Extent as stored; `orientation` says how to turn it. HEIC and AVIF are turned by their decoder: 1 there. */
  readonly storedWidth: number;
  readonly storedHeight: number;
  readonly orientation: Orientation;
  /** Colour channels: 1 grey, 3 RGB. Alpha is counted apart. */
  readonly channels: 1 | 3;
  readonly hasAlpha: boolean;
  /** Bits per sample after decoding (10 and 12 bits become 16). */
  readonly depth: 8 | 16;
  /** Pages of a TIFF; 1 for every other format. */
  readonly pages: number;
  /** Dots per inch, if the file says so. */
  readonly density?: number;
  /** The colour profile's own description, if the file holds a profile. */
  readonly iccProfileName?: string;
  /** How the file was quantised, as stored (see orientTables); absent for rare kinds of JPEG. */
  readonly jpeg?: JpegTables;
}

/** Channels of the decoded samples: colour and alpha together. */
export function sampleChannels(info: Pick<PhotoInfo, 'channels' | 'hasAlpha'>): 1 | 2 | 3 | 4 {
  if (info.channels === 1) return info.hasAlpha ? 2 : 1;
  return info.hasAlpha ? 4 : 3;
}
