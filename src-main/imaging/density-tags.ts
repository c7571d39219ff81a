import type { OutputFormat } from './output';
import { states } from './write-tags';

/**
 * ExifTool's arguments that make every place of a resolution say `density` dots per inch. The containers of JPEG, PNG
 * and TIFF hold it already; beside a copied one it is written again, and WebP and AVIF have EXIF alone for it.
 */
export function densityTags(format: OutputFormat, density: number, metadata: 'keep' | 'remove'): string[] {
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
