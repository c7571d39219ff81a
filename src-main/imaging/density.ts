import type { ResultFormat } from '../contract/photo-files';
import { states } from './write-tags';

const X_RESOLUTION = 282;
const RESOLUTION_UNIT = 296;

/**
 * Reads the dots per inch from an EXIF block (TIFF structure, with or without the 'Exif\0\0' prefix); undefined if it
 * has none. WebP, AVIF and HEIC have no other place for it.
 */
export function exifDensity(exif: Uint8Array): number | undefined {
  const start = exif[0] === 0x45 ? 6 : 0;
  if (exif.byteLength < start + 8) return undefined;
  const view = new DataView(exif.buffer, exif.byteOffset + start, exif.byteLength - start);
  const little = view.getUint8(0) === 0x49;
  const directory = view.getUint32(4, little);
  if (directory + 2 > view.byteLength) return undefined;
  let resolution: number | undefined;
  let perInch = 1;
  for (let k = 0; k < view.getUint16(directory, little); k++) {
    const entry = directory + 2 + 12 * k;
    if (entry + 12 > view.byteLength) break;
    const tag = view.getUint16(entry, little);
    if (tag === RESOLUTION_UNIT && view.getUint16(entry + 8, little) === 3) perInch = 2.54;
    const at = view.getUint32(entry + 8, little);
    if (tag !== X_RESOLUTION || at + 8 > view.byteLength) continue;
    const ratio = view.getUint32(at, little) / view.getUint32(at + 4, little);
    if (Number.isFinite(ratio) && ratio > 0) resolution = ratio;
  }
  return resolution === undefined ? undefined : resolution * perInch;
}

/**
 * Returns the ExifTool arguments that set every tag with a resolution to `density` dots per inch. JPEG, PNG and TIFF
 * have it in their container already, but copied metadata may contradict that, so it is written again. WebP and AVIF
 * store it in EXIF only.
 */
export function densityTags(format: ResultFormat, density: number, metadata: 'keep' | 'remove'): string[] {
  const holdsIt = format === 'jpeg' || format === 'png' || format === 'tiff';
  if (metadata === 'remove' && holdsIt) return [];
  const exif = [
    `-IFD0:XResolution=${density}`,
    `-IFD0:YResolution=${density}`,
    '-IFD0:ResolutionUnit=2',
    states('XMP-tiff:XResolution', density),
    states('XMP-tiff:YResolution', density),
    states('XMP-tiff:ResolutionUnit', 2),
    states('Photoshop:XResolution', density),
    states('Photoshop:YResolution', density),
  ];
  if (format === 'jpeg') {
    const dots = Math.min(65535, Math.max(1, Math.round(density)));
    exif.push(`-JFIF:XResolution=${dots}`, `-JFIF:YResolution=${dots}`, '-JFIF:ResolutionUnit=1');
  }
  if (format === 'png') {
    const perMetre = Math.round(density / 0.0254);
    exif.push(
      `-PNG-pHYs:PixelsPerUnitX=${perMetre}`,
      `-PNG-pHYs:PixelsPerUnitY=${perMetre}`,
      '-PNG-pHYs:PixelUnits=1',
    );
  }
  return exif;
}
