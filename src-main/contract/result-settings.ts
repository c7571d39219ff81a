import { RESULT_FORMATS } from './photo-files';
import { said, toText } from './said';
import { z } from './schema';

export const resultFormat = z.enum(RESULT_FORMATS);

const QUALITY = toText(said('wholeNumber', { field: 'output.quality', least: 1, most: 100 }));
const NAME = toText(said('outputName'));

const eitherOr = (field: string, names: string, last: string) =>
  toText(said('eitherOr', { field: `output.${field}`, names, last }));

/** How samples become a file. */
export const encodingFields = {
  /** 1 to 100, of JPEG, WebP and AVIF. */
  quality: z.number({ error: QUALITY }).int(QUALITY).min(1, QUALITY).max(100, QUALITY).exactOptional(),
  bitDepth: z.literal([8, 16], { error: eitherOr('bitDepth', '8', '16') }).exactOptional(),
  metadata: z.enum(['keep', 'remove'], { error: eitherOr('metadata', 'keep', 'remove') }),
};

/** Whether a template is a valid name of results: without folders, not hidden, without control characters. */
export function isNameTemplate(name: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
  return name.includes('{name}') && name.length <= 200 && !/^\s*\.|[/\\\u0000-\u001f\u007f]/.test(name);
}

/** How the results of a batch are written: `output` in a recipe file, the library's choices in the window. */
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
