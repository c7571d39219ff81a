import { rm, symlink } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ExifTool } from 'exiftool-vendored';
import type { OutputFormat } from './output';

let exiftool: ExifTool | undefined;

/** One ExifTool process, started at the first use and kept. */
function tool(): ExifTool {
  exiftool ??= new ExifTool({
    maxProcs: 1,
    taskRetries: 0,
    // A TIFF of gigabytes is copied in full when its tags are written.
    taskTimeoutMillis: 240_000,
    // Else it would write each tag's synonyms in other groups as well.
    useMWG: false,
    ignoreMinorErrors: true,
  });
  return exiftool;
}

/** Ends the ExifTool process, if one runs; the next use starts another. */
export async function closeImaging(): Promise<void> {
  const running = exiftool;
  exiftool = undefined;
  await running?.end();
}

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
  source: string,
  target: string,
  format: OutputFormat,
  width: number,
  height: number,
): Promise<void> {
  const states = (tag: string, value: number) => `-${tag}<\${${tag};$_=${value}}`;
  await withPlainName(source, target, async (from) => {
    await tool().write(
      target,
      // Some tag has to be set, or exiftool-vendored adds one of its own that renames files.
      { ThumbnailImage: null },
      {
        ignoreMinorErrors: true,
        writeArgs: [
          '-overwrite_original',
          '-n',
          '-TagsFromFile',
          from.replaceAll('%', '%%'),
          ...(format === 'webp' || format === 'avif'
            ? IPTC_AS_XMP.map(([to, name]) => `-${to}<IPTC:${name}`)
            : []),
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
  });
}

/** ExifTool reads its arguments line by line, so a name with a line break reaches it as a link beside the target. */
async function withPlainName(
  source: string,
  target: string,
  work: (path: string) => Promise<void>,
): Promise<void> {
  const absolute = resolve(source);
  if (!/[\r\n]/.test(absolute)) return work(absolute);
  const link = `${target}.source`;
  await symlink(absolute, link);
  try {
    await work(link);
  } finally {
    await rm(link, { force: true });
  }
}
