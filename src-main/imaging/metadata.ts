import type { PhotoFormat, ResultFormat } from '../contract/photo-files';
import type { PhotoInfo } from './photo-info';
import { regionTags } from './regions';
import { runExifTool, states } from './write-tags';

/** Tags that would show the unrestored picture, or describe parts that the new file doesn't have. */
const NOT_COPIED = [
  '--IFD1:all',
  '--SubIFD:all',
  '--ThumbnailImage',
  '--PreviewImage',
  '--JpgFromRaw',
  '--PhotoshopThumbnail',
  '--XMP-xmp:Thumbnails',
  '--XMP-xmp:ThumbnailImage',
  '--XMP-hdrgm:all',
  '--XMP-GContainer:all',
  '--XMP-GImage:all',
];

/** XMP equivalents of common IPTC fields (from ExifTool's iptc2xmp.args), for formats that can't hold IPTC. */
const IPTC_AS_XMP: readonly (readonly [string, string])[] = [
  ['XMP-dc:Creator', 'By-line'],
  ['XMP-dc:Description', 'Caption-Abstract'],
  ['XMP-dc:Rights', 'CopyrightNotice'],
  ['XMP-dc:Subject', 'Keywords'],
  ['XMP-dc:Title', 'ObjectName'],
  ['XMP-photoshop:AuthorsPosition', 'By-lineTitle'],
  ['XMP-photoshop:CaptionWriter', 'Writer-Editor'],
  ['XMP-photoshop:Category', 'Category'],
  ['XMP-photoshop:City', 'City'],
  ['XMP-photoshop:Country', 'Country-PrimaryLocationName'],
  ['XMP-photoshop:Credit', 'Credit'],
  ['XMP-photoshop:Headline', 'Headline'],
  ['XMP-photoshop:Instructions', 'SpecialInstructions'],
  ['XMP-photoshop:Source', 'Source'],
  ['XMP-photoshop:State', 'Province-State'],
  ['XMP-photoshop:TransmissionReference', 'OriginalTransmissionReference'],
  ['XMP-photoshop:Urgency', 'Urgency'],
  ['XMP-iptcCore:CountryCode', 'Country-PrimaryLocationCode'],
  ['XMP-iptcCore:Location', 'Sub-location'],
];

/**
 * Copies EXIF, XMP, IPTC and maker notes from one file to another of any format, except what would be wrong there.
 * Wherever the source states them, the orientation becomes 1, the size becomes `width` x `height`, and regions are turned
 * with the pixels; thumbnails and previews are left out. The colour profile is not touched. `added` holds further
 * ExifTool arguments, which override copied values. Throws what ExifTool reports.
 */
export async function copyMetadata(
  source: PhotoInfo,
  target: string,
  format: ResultFormat,
  width: number,
  height: number,
  added: readonly string[] = [],
): Promise<void> {
  const iptc = format === 'webp' || format === 'avif' ? IPTC_AS_XMP : [];
  const regions = await regionTags(source, { width, height });
  await runExifTool(source.path, target, (from) => [
    ...(skipsChecksums(source.format, format) ? ['-fast'] : []),
    '-TagsFromFile',
    from,
    ...iptc.map(([xmp, name]) => `-${xmp}<IPTC:${name}`),
    '-all:all',
    // -all leaves it out, and without it ExifTool writes IPTC text as Latin-1.
    '-IPTC:CodedCharacterSet<IPTC:CodedCharacterSet',
    ...NOT_COPIED,
    states('IFD0:Orientation', 1),
    states('XMP-tiff:Orientation', 1),
    states('ExifIFD:ExifImageWidth', width),
    states('ExifIFD:ExifImageHeight', height),
    states('XMP-exif:ExifImageWidth', width),
    states('XMP-exif:ExifImageHeight', height),
    states('XMP-tiff:ImageWidth', width),
    states('XMP-tiff:ImageHeight', height),
    ...regions,
    ...added,
  ]);
}

/**
 * When ExifTool rewrites a PNG, it verifies each chunk's checksum in Perl (half a minute at 100 megapixels) unless
 * -fast is given. But with -fast it may miss metadata behind the samples of an ISO media file, so those sources go
 * without.
 */
function skipsChecksums(source: PhotoFormat, target: ResultFormat): boolean {
  return target === 'png' && source !== 'heic' && source !== 'avif';
}
