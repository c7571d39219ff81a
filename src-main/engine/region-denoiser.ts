import type { Rectangle } from '../imaging/raw-picture';
import type { ForwardModel, Observation, StdMap } from '../operators/model';
import type { Denoise } from './samplers';
import { blendTile, copyUncovered, cutTile, isUntiled, type Tile, type TilePlan } from './tiles';

/** One call of the network: the contract's tensors for a batch of one. */
export interface NetworkInput {
  readonly width: number;
  readonly height: number;
  /** 3 planes. */
  readonly pivot: Float32Array;
  /** 3 planes. */
  readonly anchor: Float32Array;
  /** 2 planes: luma, chroma. */
  readonly std: Float32Array;
  /** 35 numbers. */
  readonly geometry: Float32Array;
}

/** E[x0 | x_t, y], 3 planes; the array is the caller's. */
export type Network = (input: NetworkInput) => Promise<Float32Array>;

export interface RegionOptions {
  readonly observation: Observation;
  readonly plan: TilePlan;
  readonly network: Network;
  /** Called before each network call; a rejection (a cancelled job) ends the step with it. */
  readonly beforeCall?: () => Promise<void>;
}

/**
 * The posterior's denoiser on a region held in memory: forms the pivot on the whole region, hands it tile by tile to
 * the network and blends the means, so that tiles can't drift apart between steps. Where no tile runs the mean is
 * the pivot itself; nothing that is kept depends on it.
 */
export function regionDenoiser({ observation, plan, network, beforeCall }: RegionOptions): Denoise {
  const { model } = observation;
  const { width, height } = plan;
  assertDomain(model, plan);
  const pivot = new Float32Array(3 * width * height);
  const anchor = new Float32Array(3 * width * height);
  observation.anchor(anchor);
  const untiled = isUntiled(plan);
  const whole = { x: 0, y: 0, width, height };
  const wholeStd = new Float32Array(untiled ? 2 * width * height : 0);
  const scratch = new Map<Tile, TileScratch>();

  return async (x, sigma, out) => {
    if (!(out instanceof Float32Array)) throw new TypeError('the network answers in Float32');
    observation.pivot(x, sigma, pivot);
    const std = model.std(sigma);
    const geometry = model.geometry(sigma);
    if (untiled) {
      cutStd(plan, whole, std, wholeStd);
      await beforeCall?.();
      out.set(await network({ width, height, pivot, anchor, std: wholeStd, geometry }));
      return;
    }
    copyUncovered(plan, pivot, out);
    for (const [index, tile] of plan.tiles.entries()) {
      const buffers = scratchOf(scratch, plan, tile, anchor);
      cutTile(plan, tile, pivot, buffers.pivot, 3);
      cutStd(plan, tile, std, buffers.std);
      await beforeCall?.();
      const mean = await network({ width: tile.width, height: tile.height, ...buffers, geometry });
      blendTile(plan, index, mean, out);
    }
  };
}

interface TileScratch {
  readonly pivot: Float32Array;
  readonly anchor: Float32Array;
  readonly std: Float32Array;
}

/** The anchor is cut once a tile; pivot and std buffers are shared by tiles of equal size. */
function scratchOf(
  cache: Map<Tile, TileScratch>,
  plan: TilePlan,
  tile: Tile,
  anchor: Float32Array,
): TileScratch {
  const known = cache.get(tile);
  if (known) return known;
  const pixels = tile.width * tile.height;
  const twin = [...cache.values()].find((other) => other.anchor.length === 3 * pixels);
  const buffers = {
    pivot: twin?.pivot ?? new Float32Array(3 * pixels),
    std: twin?.std ?? new Float32Array(2 * pixels),
    anchor: new Float32Array(3 * pixels),
  };
  cutTile(plan, tile, anchor, buffers.anchor, 3);
  cache.set(tile, buffers);
  return buffers;
}

function cutStd(plan: TilePlan, tile: Rectangle, std: StdMap, target: Float32Array): void {
  const pixels = tile.width * tile.height;
  [std.luma, std.chroma].forEach((value, plane) => {
    const part = target.subarray(plane * pixels, (plane + 1) * pixels);
    if (typeof value === 'number') part.fill(value);
    else
      for (let y = 0; y < tile.height; y++) {
        const start = (tile.y + y) * plan.width + tile.x;
        part.set(value.subarray(start, start + tile.width), y * tile.width);
      }
  });
}

function assertDomain(model: ForwardModel, plan: TilePlan): void {
  const { width, height } = model.domain;
  if (width !== plan.width || height !== plan.height) {
    throw new RangeError(`a ${width}x${height} operator on a ${plan.width}x${plan.height} region`);
  }
}
