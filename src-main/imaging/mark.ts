/** What a restored file says of its making. */
export interface Mark {
  /** With its version: 'Daguerre 0.1.0'. */
  readonly software: string;
  /** What was done, in words: operators and settings. */
  readonly recipe: string;
  readonly seed: number;
  /** Of the network: its version, and what identifies its file. */
  readonly network: string;
  /** ISO 8601; left out, the file doesn't say when, and the same restoration gives the same bytes. */
  readonly made?: string;
}

/** IPTC's name for a photo with parts made by a trained network. */
const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';

/**
 * ExifTool's arguments that write a mark into XMP: an entry more in the file's history (xmpMM:History, XMP part 2),
 * which keeps what earlier programs wrote, the program's name, and IPTC's digital source type.
 */
export function markTags({ software, recipe, seed, network, made }: Mark): string[] {
  const parameters = `${recipe}; seed ${seed}; network ${network}`;
  const entry = Object.entries({
    Action: 'edited',
    SoftwareAgent: software,
    Parameters: parameters,
    ...(made !== undefined && { When: made }),
  });
  const fields = entry.map(([field, value]) => `${field}=${inStructure(value)}`);
  return [
    `-XMP-xmp:CreatorTool=${plain(software)}`,
    `-XMP-xmpMM:History+={${fields.join(',')}}`,
    `-XMP-iptcExt:DigitalSourceType=${SOURCE_TYPE}`,
  ];
}

/** ExifTool's structures escape their own signs by a bar. */
function inStructure(value: string): string {
  return plain(value.replace(/[|,{}[\]]/g, '|$&'));
}

/** exiftool-vendored has ExifTool take values as HTML, and one argument is one line. */
function plain(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\r\n?|\n/g, '&#10;');
}
