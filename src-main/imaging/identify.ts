import { extname } from 'node:path';
import { isRaw, type PhotoFormat } from '../contract/photo-files';

/** A file's kind by its first bytes: a format that can be read, or one that is refused with a message. */
export type Identity =
  | { readonly format: PhotoFormat }
  | { readonly format: 'gif' }
  | { readonly format: 'raw' }
  | { readonly format: 'other'; readonly what: string }
  | { readonly format: 'unknown' };

/** Number of bytes that `identify` needs. */
export const IDENTITY_BYTES = 64;

const OTHERS: readonly (readonly [string, string])[] = [
  ['BM', 'a BMP'],
  ['8BPS', 'a Photoshop file'],
  ['%PDF', 'a PDF'],
  ['\xff\x0a', 'a JPEG XL'],
  ['\0\0\0\x0cJXL ', 'a JPEG XL'],
  ['\0\0\0\x0cjP  ', 'a JPEG 2000'],
  ['\xff\x4f\xff\x51', 'a JPEG 2000'],
  ['\x76\x2f\x31\x01', 'an OpenEXR'],
  ['#?RADIANCE', 'a Radiance HDR'],
  ['<svg', 'an SVG drawing'],
];

const RAWS: readonly string[] = ['IIRO', 'IIRS', 'MMOR', 'IIU\0', 'FUJIFILMCCD-RAW', '\0MRM', 'FOVb'];

/** Identifies a file by its content. The extension counts only for camera raw files, whose content is a TIFF. */
export function identify(head: Uint8Array, path: string): Identity {
  const text = String.fromCharCode(...head.subarray(0, IDENTITY_BYTES));
  if (text.startsWith('\xff\xd8\xff')) return { format: 'jpeg' };
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return { format: 'png' };
  if (text.startsWith('GIF8')) return { format: 'gif' };
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return { format: 'webp' };
  if (RAWS.some((magic) => text.startsWith(magic)) || text.slice(6, 14) === 'HEAPCCDR')
    return { format: 'raw' };
  if (/^(II[*+]\0|MM\0[*+])/.test(text)) {
    // Many camera raw files are built on TIFF; before their tags are read, only the extension distinguishes them.
    const camera = text.slice(8, 10) === 'CR' || isRaw(extname(path));
    return { format: camera ? 'raw' : 'tiff' };
  }
  if (text.slice(4, 8) === 'ftyp') return identifyBrands(head, text);
  const other = OTHERS.find(([magic]) => text.startsWith(magic));
  if (other) return { format: 'other', what: other[1] };
  return { format: 'unknown' };
}

/** Identifies an ISO base media file by its brands (major first), which name the codec. */
function identifyBrands(head: Uint8Array, text: string): Identity {
  const boxSize = ((head[0] ?? 0) << 24) | ((head[1] ?? 0) << 16) | ((head[2] ?? 0) << 8) | (head[3] ?? 0);
  const list = text.slice(8, 12) + text.slice(16, Math.max(16, Math.min(boxSize, IDENTITY_BYTES)));
  const brands = list.match(/.{4}/gs) ?? [];
  if (brands[0] === 'crx ') return { format: 'raw' };
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return { format: 'avif' };
  if (brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand))) return { format: 'heic' };
  return { format: 'other', what: 'a video or another ISO media file' };
}
