import type { PhotoDocument } from '../../src-main/contract/window/documents';
import type { Settings } from '../../src-main/contract/window/program';
import type { SaveOptions } from '../../src-main/contract/window/saving';
import type { PrintSize } from './print-size';

/** What the dialog holds, for every format at once. */
export interface SaveForm {
  readonly format: SaveOptions['format'];
  readonly quality: number;
  readonly depth: 8 | 16;
  readonly metadata: boolean;
  readonly mark: boolean;
  readonly size: PrintSize;
}

/** Formats that throw something away and therefore have a quality. */
export function hasQuality(format: SaveForm['format']): boolean {
  return format === 'jpeg' || format === 'webp' || format === 'avif';
}

export function hasDepth(format: SaveForm['format']): boolean {
  return format === 'png' || format === 'tiff';
}

/** Where most people want to begin: the photo's own kind where that is lossless, else PNG. */
export function firstForm(document: PhotoDocument, settings: Settings, size: PrintSize): SaveForm {
  return {
    format: document.format.toLowerCase() === 'tiff' ? 'tiff' : 'png',
    quality: 92,
    depth: document.depth,
    metadata: settings.metadata === 'keep',
    mark: settings.mark,
    size,
  };
}

/** What the picture has of its own; no resolution where its file tells none. */
export type OwnSize = Pick<PrintSize, 'width' | 'height'> & { readonly dpi: number | null };

/** The options to save with; an extent or resolution that is the picture's own is left out. */
export function saveOptions(form: SaveForm, own: OwnSize): SaveOptions {
  const { format, quality, depth, metadata, mark, size } = form;
  const resized = size.width !== own.width || size.height !== own.height;
  return {
    format,
    ...(hasQuality(format) && { quality }),
    ...(hasDepth(format) && { bitDepth: depth }),
    metadata: metadata ? 'keep' : 'remove',
    mark,
    ...(resized && { size: { width: size.width, height: size.height } }),
    ...(size.dpi !== own.dpi && { density: size.dpi }),
  };
}
