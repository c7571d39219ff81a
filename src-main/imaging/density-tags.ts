import type { ResultFormat } from '../contract/photo-files';
import { states } from './write-tags';

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
