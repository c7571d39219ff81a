/** The formats that photos are written in. */
export const RESULT_FORMATS = ['jpeg', 'png', 'tiff', 'webp', 'avif'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

/** The formats that photos are read in. */
export const PHOTO_FORMATS = [...RESULT_FORMATS, 'heic'] as const;
export type PhotoFormat = (typeof PHOTO_FORMATS)[number];

/** The extensions of each format, without a dot; the program's own files get the first. */
export const EXTENSIONS = {
  jpeg: ['jpg', 'jpeg', 'jpe', 'jfif'],
  png: ['png'],
  tiff: ['tif', 'tiff'],
  webp: ['webp'],
  avif: ['avif'],
  heic: ['heic', 'heif', 'hif'],
} as const satisfies Readonly<Record<PhotoFormat, readonly [string, ...string[]]>>;

/** The extensions of all formats that are read; dialogs list them. */
export const PHOTO_EXTENSIONS: readonly string[] = Object.values(EXTENSIONS).flat();

/**
 * Extensions of masks, in the order in which a photo's mask is looked for, and of an evaluation's photos, which
 * models/training/evaluate.py lists as well, so that photo i of a folder is the same there.
 */
export const COMMON_EXTENSIONS: readonly string[] = ['png', 'tif', 'tiff', 'webp', 'jpg', 'jpeg'];

const BY_EXTENSION = new Map<string, PhotoFormat>();
for (const format of PHOTO_FORMATS)
  for (const extension of EXTENSIONS[format]) BY_EXTENSION.set(extension, format);

/** Extensions of camera raw files. */
const RAW = new Set(
  '3fr arw cr2 cr3 crw dcr dng erf fff iiq k25 kdc mef mos mrw nef nrw orf pef raf raw rw2 rwl sr2 srf srw x3f'.split(
    ' ',
  ),
);

/** The format of an extension as `extname` returns it: with its dot, in any case. Undefined if it isn't a photo's. */
export function formatOf(extension: string): PhotoFormat | undefined {
  return BY_EXTENSION.get(bare(extension));
}

/** Like formatOf, but undefined for a format that can't be written. */
export function resultFormatOf(extension: string): ResultFormat | undefined {
  const format = formatOf(extension);
  return format === 'heic' ? undefined : format;
}

/** Whether an extension, as `extname` returns it, is that of a camera raw file. */
export function isRaw(extension: string): boolean {
  return RAW.has(bare(extension));
}

/** The extension of a format's new files, with its dot. */
export function extensionOf(format: PhotoFormat): string {
  return `.${EXTENSIONS[format][0]}`;
}

/** The suggested name for the result of a photo, or of a folder; both without an extension. */
export function restoredName(name: string): string {
  return `${name}-restored`;
}

/** The name of a photo's mask beside the photo; both without an extension. */
export function maskName(name: string): string {
  return `${name}-mask`;
}

function bare(extension: string): string {
  return extension.slice(1).toLowerCase();
}
