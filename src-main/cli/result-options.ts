import type { Command } from 'commander';
import type { Encoding } from '../contract/result-settings';
import { toNumber, toText } from './options';
import { wrongUsage } from './wrong-usage';

/** The options for the settings of a result, as typed. */
export interface ResultOptions {
  readonly output: string;
  readonly bitDepth?: number;
  readonly outputQuality?: number;
  readonly metadata?: string;
}

/** The help text of a photo argument. */
export const PHOTO = 'a JPEG, PNG, TIFF, WebP, AVIF or HEIC file, which is only read';

export function addResultOptions(command: Command): Command {
  return command
    .option('--bit-depth <8|16>', 'bits per sample of PNG and TIFF (default as the photo)', toNumber)
    .option('--output-quality <1..100>', 'quality of JPEG, WebP and AVIF (default 95 or better)', toNumber)
    .option('--metadata <keep|remove>', 'EXIF, XMP and IPTC of the photo (default keep)', toText);
}

/**
 * How a file is written; options that aren't given are those of `base`. Throws a PlainError for a bit depth or metadata
 * choice that doesn't exist.
 */
export function toEncoding(options: ResultOptions, base: Encoding = { metadata: 'keep' }): Encoding {
  const bitDepth = options.bitDepth ?? base.bitDepth;
  const quality = options.outputQuality ?? base.quality;
  const metadata = options.metadata ?? base.metadata;
  if (bitDepth !== undefined && bitDepth !== 8 && bitDepth !== 16)
    throw wrongUsage('--bit-depth must be 8 or 16.');
  if (metadata !== 'keep' && metadata !== 'remove') throw wrongUsage('--metadata must be keep or remove.');
  return {
    metadata,
    ...(bitDepth !== undefined && { bitDepth }),
    ...(quality !== undefined && { quality }),
  };
}
