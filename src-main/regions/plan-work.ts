import type { Rectangle } from '../contract/geometry';
import { isDamaged } from '../contract/mask';
import { type OpenPicture, type RawPicture, type RawSamples, readRectangle } from '../imaging/raw-picture';
import type { Problem } from '../measurement/problem';
import { cropPlan, decidedPart, planTiles, type TilePlan } from '../sampling/tiles';
import { planRegions, type Region, writtenPart } from './regions';

/** A region, and the tiles that run in it. */
export interface Work {
  readonly region: Region;
  readonly plan: TilePlan;
}

/** The part of a job that its plan depends on. */
export interface PlannedJob {
  readonly photo: RawPicture;
  readonly problem: Problem;
  /** Largest side of a tile; by default the cheapest one for the photo and its damage. */
  readonly tileSize?: number | undefined;
}

/** Plans the regions and tiles that have something to restore. An exact problem has no tiles, because it needs no network. */
export async function planWork(job: PlannedJob, mask: OpenPicture | undefined): Promise<Work[]> {
  const { photo, problem } = job;
  const [width, height] = [photo.width * problem.scale, photo.height * problem.scale];
  const regions = planRegions(width, height, problem.rules);
  if (!problem.keepsUndamaged || !mask) {
    const needed = () => !problem.isExact;
    return regions.map((region) => ({
      region,
      plan: planTiles(region.area.width, region.area.height, job.tileSize ?? FULL_TILE, needed),
    }));
  }
  const sizes = job.tileSize === undefined ? [FULL_TILE, MASK_TILE] : [job.tileSize];
  const plans = await Promise.all(sizes.map((size) => planDamage(regions, mask, size)));
  return plans.reduce((best, plan) => (pixelsOf(plan) < pixelsOf(best) ? plan : best));
}

/** Larger tiles spend less on halos; 512 keeps the network's memory near 300 MB. */
const FULL_TILE = 512;
/** The tile side for thin damage, where smaller tiles cover fewer pixels in all. */
const MASK_TILE = 256;

/** Plans only the tiles that decide a damaged pixel, and shrinks the regions to those tiles. */
async function planDamage(regions: readonly Region[], mask: OpenPicture, size: number): Promise<Work[]> {
  const work: Work[] = [];
  for (const region of regions) {
    const { area } = region;
    const written = writtenPart(region, mask.picture);
    const damage = await readRectangle(mask.file, mask.picture, written);
    const plan = planTiles(area.width, area.height, size, (tile) => {
      const part = decidedPart(tile);
      return holdsDamage(damage, written, { ...part, x: part.x + area.x, y: part.y + area.y });
    });
    if (plan.tiles.length === 0) continue;
    const { box, cropped } = cropPlan(plan);
    const shrunk = { x: area.x + box.x, y: area.y + box.y, width: box.width, height: box.height };
    work.push({ region: { core: region.core, known: shrunk, area: shrunk }, plan: cropped });
  }
  return work;
}

/** Whether any damaged pixel lies in `part`. `damage` holds the mask's samples in `known`. */
function holdsDamage(damage: RawSamples, known: Rectangle, part: Rectangle): boolean {
  const left = Math.max(part.x, known.x);
  const right = Math.min(part.x + part.width, known.x + known.width);
  const bottom = Math.min(part.y + part.height, known.y + known.height);
  for (let y = Math.max(part.y, known.y); y < bottom; y++) {
    const row = (y - known.y) * known.width - known.x;
    for (let x = left; x < right; x++) if (isDamaged(damage[row + x])) return true;
  }
  return false;
}

/** Pixels that the network answers in one step, with the tiles' halos. */
export function pixelsOf(work: readonly Pick<Work, 'plan'>[]): number {
  return work.reduce(
    (sum, { plan }) => plan.tiles.reduce((part, tile) => part + tile.width * tile.height, sum),
    0,
  );
}
