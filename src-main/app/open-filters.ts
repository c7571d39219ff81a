import type { FileFilter } from 'electron';
import { PHOTO_EXTENSIONS } from '../contract/photo-files';
import type { PURPOSES } from '../contract/window/program';

const PHOTOS = [...PHOTO_EXTENSIONS];
const ALL: FileFilter = { name: '*', extensions: ['*'] };

/** The kinds of files that the system's dialog offers for each purpose; a file's kind is decided by its content alone. */
export const OPEN_FILTERS: { readonly [Purpose in (typeof PURPOSES)[number]]: FileFilter[] } = {
  photo: [{ name: 'JPEG, PNG, TIFF, WebP, AVIF, HEIC', extensions: [...PHOTOS, 'daguerre'] }, ALL],
  mask: [{ name: 'PNG, TIFF, JPEG', extensions: PHOTOS }, ALL],
  kernel: [{ name: 'PNG, TIFF', extensions: PHOTOS }, ALL],
  project: [{ name: 'Daguerre', extensions: ['daguerre'] }, ALL],
};
