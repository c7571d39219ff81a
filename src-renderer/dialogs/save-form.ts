import type { PhotoDocument } from '../../src-main/contract/window/documents';
import type { Settings } from '../../src-main/contract/window/program';
import type { SaveSettings } from '../../src-main/contract/window/saving';
import type { PrintSize } from './print-size';

/** The dialog's values, for all formats. */
export interface SaveForm {
  readonly format: SaveSettings['format'];
  readonly quality: number;
  readonly depth: 8 | 16;
  readonly metadata: boolean;
  readonly mark: boolean;
  readonly size: PrintSize;
}

/** Whether a format is lossy and therefore has a quality. */
export function hasQuality(format: SaveForm['format']): boolean {
  return format === 'jpeg' || format === 'webp' || format === 'avif';
}

export function hasDepth(format: SaveForm['format']): boolean {
  return format === 'png' || format === 'tiff';
}

/** The initial values: TIFF for a TIFF, otherwise PNG, because both are lossless. */
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

/** The picture's own extent and resolution; null if its file has no resolution. */
export type OwnSize = Pick<PrintSize, 'width' | 'height'> & { readonly dpi: number | null };

/** The settings for saving, without an extent or resolution that equals the picture's own. */
export function saveSettings(form: SaveForm, own: OwnSize): SaveSettings {
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
