import type { Extent } from '../contract/geometry';
import type { ResultFormat } from '../contract/photo-files';
import type { Encoding } from '../contract/result-settings';
import type { Mark } from './mark';

/** How a picture is written to a file. */
export interface EncodeOptions extends Encoding {
  /** By default the format of the output's extension. */
  readonly format?: ResultFormat;
  /** Chroma subsampling of a JPEG; by default 4:4:4. */
  readonly subsampling?: '4:4:4' | '4:2:0';
  /** Size in pixels to resize to (Lanczos, in the file's own numbers); by default the picture's own. */
  readonly size?: Extent;
  /** Dots per inch to write; by default the source's own. */
  readonly density?: number;
  /** A record of the restoration to write into XMP, whatever `metadata` says; by default none. */
  readonly mark?: Mark;
}
