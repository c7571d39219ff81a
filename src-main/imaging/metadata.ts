import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { ExifTool } from 'exiftool-vendored';
import { withExifTool } from './exiftool';
import type { OutputFormat } from './output';
import type { PhotoFormat, PhotoInfo } from './photo-info';

/** What would show the unrestored picture, or describe parts the new file doesn't have. */
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

/** IPTC's commonest fields in XMP (the mapping of ExifTool's iptc2xmp.args), for formats that can't hold IPTC. */
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
 * Copies EXIF, XMP, IPTC and maker notes from one file to another of any format, except what would lie about the new
 * one: orientation becomes 1 and the pixel extent `width` x `height` wherever the source states them; thumbnails and
 * previews are left out. The colour profile is not touched. Throws what ExifTool reports.
 */
export async function copyMetadata(
  source: Pick<PhotoInfo, 'path' | 'format'>,
  target: string,
  format: OutputFormat,
  width: number,
  height: number,
): Promise<void> {
  const states = (tag: string, value: number) => `-${tag}<\${${tag};$_=${value}}`;
  const iptc = format === 'webp' || format === 'avif' ? IPTC_AS_XMP : [];
  await withPlainNames(source.path, target, async (from, to) => {
    const writing = (exiftool: ExifTool) =>
      exiftool.write(
        to,
        // Some tag has to be set, or exiftool-vendored adds one of its own that renames files.
        { ThumbnailImage: null },
        {
          ignoreMinorErrors: true,
          writeArgs: [
            '-overwrite_original',
            '-n',
            ...(skipsChecksums(source.format, format) ? ['-fast'] : []),
            '-TagsFromFile',
            from,
            ...iptc.map(([xmp, name]) => `-${xmp}<IPTC:${name}`),
            '-all:all',
            ...NOT_COPIED,
            states('IFD0:Orientation', 1),
            states('XMP-tiff:Orientation', 1),
            states('ExifIFD:ExifImageWidth', width),
            states('ExifIFD:ExifImageHeight', height),
            states('XMP-exif:ExifImageWidth', width),
            states('XMP-exif:ExifImageHeight', height),
            states('XMP-tiff:ImageWidth', width),
            states('XMP-tiff:ImageHeight', height),
          ],
        },
      );
    const result = await withExifTool(writing);
    // ExifTool only warns when it can't read the source, and says nothing at all in some cases.
    const unread = result.warnings?.find((warning) => /error opening|file not found/i.test(warning));
    if (unread || result.updated + result.unchanged === 0) {
      throw new Error(unread ?? 'its metadata could not be copied');
    }
  });
}

/**
 * ExifTool checks each chunk of a PNG that it rewrites by a checksum in Perl (half a minute at 100 megapixels) unless
 * told to be fast. Fast, it might miss what follows the samples of an ISO media file, so not for those.
 */
function skipsChecksums(source: PhotoFormat, target: OutputFormat): boolean {
  return target === 'png' && source !== 'heic' && source !== 'avif';
}

/**
 * ExifTool reads its arguments line by line and expands % in the name of a source, without an escape for either. A
 * path with such characters reaches it as a link in the system's temporary folder.
 */
async function withPlainNames(
  source: string,
  target: string,
  work: (source: string, target: string) => Promise<void>,
): Promise<void> {
  const from = resolve(source);
  const to = resolve(target);
  const oddSource = /[\r\n%]/.test(from);
  const oddFolder = /[\r\n]/.test(dirname(to));
  if (!oddSource && !oddFolder) return work(from, to);
  const links = await mkdtemp(join(tmpdir(), 'daguerre-links-'));
  try {
    if (oddSource) await symlink(from, join(links, 'source'));
    if (oddFolder) await symlink(dirname(to), join(links, 'folder'), 'dir');
    await work(
      oddSource ? join(links, 'source') : from,
      oddFolder ? join(links, 'folder', basename(to)) : to,
    );
  } finally {
    await rm(links, { recursive: true, force: true });
  }
}
