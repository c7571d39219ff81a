import type { Extent, Point } from '../contract/geometry';
import { mirroredAxes, type Orientation, transposes } from '../contract/jpeg-tables';
import { z } from '../contract/schema';
import { withExifTool } from './exiftool';
import type { PhotoInfo } from './photo-info';
import { isList, type Structure, structureSchema, structureText } from './structure';
import { timeFor, withPlainNames } from './write-tags';

/** Structures with places in the picture as shares of its width and height: people and objects that were named. */
const STRUCTURES = ['XMP-mwg-rs:RegionInfo', 'XMP-MP:RegionInfoMP'] as const;
const SUBJECT = 'ExifIFD:SubjectArea';

/** How places of the stored picture become those of the upright one, which has this extent. */
interface Turn {
  readonly orientation: Orientation;
  readonly extent: Extent;
}

/**
 * The ExifTool arguments that move the places named in a photo's metadata with the pixels, which were turned upright
 * and maybe enlarged: regions of the Metadata Working Group (Guidelines 2.0, section 5.9) and of Microsoft, and EXIF's
 * subject area. `extent` is that of the new file. Throws what ExifTool reports.
 */
export async function regionTags(source: PhotoInfo, extent: Extent): Promise<string[]> {
  const { path, orientation, width } = source;
  if (orientation === 1 && width === extent.width) return [];
  const readArgs = ['-struct', '-n', '-G1', ...[...STRUCTURES, SUBJECT].map((tag) => `-${tag}`)];
  const time = await timeFor(path, path);
  const tags = await withPlainNames(path, path, (from) =>
    withExifTool((exiftool) => exiftool.readRaw(from, { readArgs }), time),
  );
  const stated = new Map<string, unknown>(Object.entries(tags));
  const turn = { orientation, extent };
  const structures = STRUCTURES.flatMap((tag) => {
    const { data } = structureSchema.safeParse(stated.get(tag));
    return data === undefined ? [] : [`-${tag}=${structureText(turnRegions(data, turn))}`];
  });
  const subject = z.string().safeParse(stated.get(SUBJECT)).data;
  return subject === undefined
    ? structures
    : [...structures, `-${SUBJECT}=${turnSubject(subject, source, extent)}`];
}

function turnRegions(value: Structure, turn: Turn): Structure {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map((item) => turnRegions(item, turn));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, turnField(name, field, turn)]),
  );
}

/** The area of a region: its middle, its sides, and the diameter of a circle, which is a share of the shorter side. */
const area = z.looseObject({ X: z.number(), Y: z.number(), Unit: z.literal('normalized') });
const sides = z.object({ W: z.number(), H: z.number() });

function turnField(name: string, field: Structure, turn: Turn): Structure {
  const { orientation, extent } = turn;
  if (name === 'AppliedToDimensions' && sides.safeParse(field).success)
    return { W: extent.width, H: extent.height, Unit: 'pixel' };
  if (name === 'Rectangle' && typeof field === 'string') return turnRectangle(field, orientation);
  const place = name === 'Area' ? area.safeParse(field).data : undefined;
  if (!place || typeof field !== 'object' || isList(field)) return turnRegions(field, turn);
  const { x, y } = turnPoint({ x: place.X, y: place.Y }, orientation);
  const { data } = sides.safeParse(field);
  return {
    ...field,
    X: rounded(x),
    Y: rounded(y),
    ...(data && transposes(orientation) && { W: data.H, H: data.W }),
  };
}

/** Microsoft's rectangle: left, top, width and height. */
function turnRectangle(text: string, orientation: Orientation): string {
  const [x, y, width, height] = text.split(',').map(Number);
  if (x === undefined || y === undefined || width === undefined || height === undefined) return text;
  const middle = turnPoint({ x: x + width / 2, y: y + height / 2 }, orientation);
  const [w, h] = transposes(orientation) ? [height, width] : [width, height];
  return [middle.x - w / 2, middle.y - h / 2, w, h].map(rounded).join(', ');
}

/** The subject's middle in pixels, and its diameter, or its width and height, if it has them. */
function turnSubject(
  text: string,
  { orientation, storedWidth, storedHeight, width }: PhotoInfo,
  extent: Extent,
): string {
  const [x = 0, y = 0, ...size] = text.split(' ').map(Number);
  const middle = turnPoint({ x: x / storedWidth, y: y / storedHeight }, orientation);
  const turned = transposes(orientation) ? size.reverse() : size;
  const scale = extent.width / width;
  const values = [middle.x * extent.width, middle.y * extent.height, ...turned.map((side) => side * scale)];
  return values.map(Math.round).join(' ');
}

/** Where a point of the stored picture is in the upright one, both as shares of the sides (EXIF 2.32, 4.6.4 A, Orientation). */
function turnPoint({ x, y }: Point, orientation: Orientation): Point {
  const mirrored = mirroredAxes(orientation);
  const [across, down] = transposes(orientation) ? [y, x] : [x, y];
  return { x: mirrored.x ? 1 - across : across, y: mirrored.y ? 1 - down : down };
}

/** Without the tail of a binary fraction. */
function rounded(value: number): number {
  return Number(value.toFixed(9));
}
