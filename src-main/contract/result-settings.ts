import { RESULT_FORMATS } from './photo-files';
import { said, toText } from './said';
import { z } from './schema';

export const resultFormat = z.enum(RESULT_FORMATS);

const QUALITY = toText(said('wholeNumber', { field: 'output.quality', least: 1, most: 100 }));
const NAME = toText(said('outputName'));

const eitherOr = (field: string, names: string, last: string) =>
  toText(said('eitherOr', { field: `output.${field}`, names, last }));

const encodingFields = {
  /** 1 to 100, of JPEG, WebP and AVIF. By default 95, or the photo's own if it is a JPEG of a higher one; 85 for AVIF. */
  quality: z.number({ error: QUALITY }).int(QUALITY).min(1, QUALITY).max(100, QUALITY).exactOptional(),
  /** Bits per sample of PNG and TIFF; by default the picture's own. JPEG and WebP have 8; AVIF writes 16 as 10. */
  bitDepth: z.literal([8, 16], { error: eitherOr('bitDepth', '8', '16') }).exactOptional(),
  /** `keep` copies EXIF, XMP and IPTC. Both keep the colour profile, and the resolution of JPEG, PNG and TIFF. */
  metadata: z.enum(['keep', 'remove'], { error: eitherOr('metadata', 'keep', 'remove') }),
};

/** The settings that say how samples become a file. Nothing is left to a default: tasks and processes exchange them. */
export const encodingSchema = z.object(encodingFields);
export type Encoding = Readonly<z.output<typeof encodingSchema>>;

/** Whether a template is a valid name of results: without folders, not hidden, without control characters. */
export function isNameTemplate(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
  return name.includes('{name}') && name.length <= 200 && !/^\s*\.|[/\\\u0000-\u001f\u007f]/.test(name);
}

/**
 * The settings of results, in a batch and elsewhere: `output` in a recipe file, the library's choices in the window. Places
 * that need a part of them pick it from this schema.
 */
export const resultSettingsSchema = z.strictObject({
  /** `same`: the photo's format if it can be written; HEIC becomes JPEG. */
  format: z
    .enum(['same', ...resultFormat.options], {
      error: eitherOr('format', 'same, jpeg, png, tiff, webp', 'avif'),
    })
    .default('same'),
  ...encodingFields,
  metadata: encodingFields.metadata.default('keep'),
  /** Records the restoration in XMP: what was done, with which software, network and seed. */
  mark: z.boolean({ error: eitherOr('mark', 'true', 'false') }).default(true),
  /** Name of a result without extension; {name}, {extension}, {operator} and {seed} are replaced by the photo's. */
  name: z.string({ error: NAME }).refine(isNameTemplate, NAME).default('{name}'),
});
export type ResultSettings = z.output<typeof resultSettingsSchema>;

/** The part of the settings that an encoder needs. */
export function encodingOf({ metadata, quality, bitDepth }: Encoding): Encoding {
  return {
    metadata,
    ...(quality !== undefined && { quality }),
    ...(bitDepth !== undefined && { bitDepth }),
  };
}
