import type { Extent } from '../contract/geometry';
import type { ResultFormat } from '../contract/photo-files';
import type { Mark } from './mark';

/** How a picture is written to a file. */
export interface EncodeOptions {
  /** By default the format of the output's extension. */
  readonly format?: ResultFormat;
  /**
   * 1 to 100 for JPEG, WebP and AVIF. By default 95, or the source JPEG's own quality if that is higher; 85 for AVIF.
   */
  readonly quality?: number;
  /** Chroma subsampling of a JPEG; by default 4:4:4. */
  readonly subsampling?: '4:4:4' | '4:2:0';
  /** Bits per sample of PNG and TIFF; by default the picture's own. JPEG and WebP have 8; AVIF writes 16 as 10. */
  readonly bitDepth?: 8 | 16;
  /**
   * 'keep' copies EXIF, XMP and IPTC. Both values keep the colour profile, and the resolution of JPEG, PNG and TIFF.
   */
  readonly metadata: 'keep' | 'remove';
  /** Size in pixels to resize to (Lanczos, in the file's own numbers); by default the picture's own. */
  readonly size?: Extent;
  /** Dots per inch to write; by default the source's own. */
  readonly density?: number;
  /** A record of the restoration to write into XMP, whatever `metadata` says; by default none. */
  readonly mark?: Mark;
}
