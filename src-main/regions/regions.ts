import type { Extent, Interval, Rectangle } from '../contract/geometry';
import type { Extension, RegionRules } from '../measurement/region-rules';
import { HALO } from '../sampling/tiles';

/**
 * Largest side of the part of a photo that one region decides. It bounds the memory of a restoration, about 30 bytes
 * per pixel and plane of the region, whatever the size of the photo.
 */
const CORE_SIDE = 1536;
/** Half the width of the cross-fade between neighbouring regions, in pixels. */
export const REGION_FADE = 16;

/** A part of the photo that is restored in memory at once. */
export interface Region {
  /** The part that the region decides; the cores of all regions partition the photo. */
  readonly core: Rectangle;
  /** The part of the photo that is read: the core and its context. It may reach beyond the photo, which is mirrored. */
  readonly known: Rectangle;
  /** The part that is sampled: the same, or more if a blur extends it. */
  readonly area: Rectangle;
}

/** Partitions a width x height picture into regions, which depend only on the picture's size and the rules. */
export function planRegions(width: number, height: number, rules: RegionRules): Region[] {
  const columns = partition(width, rules.stepX, rules.offsetX, rules.extension?.x);
  const rows = partition(height, rules.stepY, rules.offsetY, rules.extension?.y);
  return rows.flatMap((row) =>
    columns.map((column) => ({
      core: rectangle(column.core, row.core),
      known: rectangle(column.known, row.known),
      area: rectangle(column.area, row.area),
    })),
  );
}

function rectangle(x: Interval, y: Interval): Rectangle {
  return { x: x.start, y: y.start, width: x.end - x.start, height: y.end - y.start };
}

/** A region along one axis. */
interface RegionAxis {
  readonly core: Interval;
  readonly known: Interval;
  readonly area: Interval;
}

function partition(
  length: number,
  step: number,
  offset: number,
  extension: Extension | undefined,
): RegionAxis[] {
  const count = Math.ceil(length / CORE_SIDE);
  const down = (value: number) => Math.floor((value + offset) / step) * step - offset;
  const up = (value: number) => Math.ceil((value + offset) / step) * step - offset;
  const cuts = Array.from({ length: count + 1 }, (_, i) =>
    i === 0 ? 0 : i === count ? length : down((i * length) / count),
  );
  const context = HALO + REGION_FADE;
  return cuts.slice(0, -1).map((start, i) => {
    const core = { start, end: cuts[i + 1] };
    const before = i > 0 ? context : 0;
    const after = i < count - 1 ? context : 0;
    if (!extension) {
      const known = { start: down(core.start - before), end: up(core.end + after) };
      return { core, known, area: known };
    }
    // A blur mirrors the photo at its border by itself, so nothing beyond the photo is read.
    const known = {
      start: Math.max(0, down(core.start - before)),
      end: Math.min(length, up(core.end + after)),
    };
    const extended = extension(known.end - known.start);
    const first = known.start - extended.offset;
    return { core, known, area: { start: first, end: first + extended.length } };
  });
}

/**
 * The weight of a region's answer at a column (or row) of its core widened by REGION_FADE. Regions are written in
 * order, each cross-fading with what its left and upper neighbours wrote.
 */
export function fadeIn(position: number, coreStart: number): number {
  if (coreStart === 0) return 1;
  return Math.min(1, Math.max(0, (position + 0.5 - (coreStart - REGION_FADE)) / (2 * REGION_FADE)));
}

/** The pixels of a picture that a region writes: its core and the cross-fade with its neighbours. */
export function writtenPart({ core, area }: Region, picture: Extent): Rectangle {
  const x = Math.max(0, core.x - REGION_FADE, area.x);
  const y = Math.max(0, core.y - REGION_FADE, area.y);
  return {
    x,
    y,
    width: Math.min(picture.width, core.x + core.width + REGION_FADE, area.x + area.width) - x,
    height: Math.min(picture.height, core.y + core.height + REGION_FADE, area.y + area.height) - y,
  };
}
