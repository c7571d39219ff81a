import type { Mark } from './mark';
import type { OutputFormat } from './output';

/** How a picture becomes a file. */
export interface EncodeOptions {
  /** Told by the output's extension unless given. */
  readonly format?: OutputFormat;
  /** 1 to 100 for JPEG, WebP and AVIF; by default 95 or the source JPEG's own if that is better (AVIF: 85). */
  readonly quality?: number;
  /** Chroma subsampling of a JPEG; 4:4:4 unless given. */
  readonly subsampling?: '4:4:4' | '4:2:0';
  /** Bits per sample of PNG and TIFF; by default the picture's own. JPEG and WebP have 8; AVIF 10 for 16. */
  readonly bitDepth?: 8 | 16;
  /** 'keep' copies EXIF, XMP and IPTC; both keep the colour profile, and the resolution of JPEG, PNG and TIFF. */
  readonly metadata: 'keep' | 'remove';
  /** Extent in pixels to resize to (Lanczos, in the file's own numbers); the picture's own unless given. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Dots per inch to write; the source's own unless given. */
  readonly density?: number;
  /** What was done, to be written into XMP; none unless given, whatever `metadata` says. */
  readonly mark?: Mark;
}
