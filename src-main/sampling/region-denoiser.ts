import type { Rectangle } from '../contract/geometry';
import type { ProjectMeans } from '../measurement/tone-projection';
import { ORDINARY, type Workspace } from '../operators/kernels/workspace';
import type { ForwardModel, Observation, Real, StdMap } from '../operators/model/forward-model';
import { inTurns } from '../operators/model/turns';
import type { Denoise } from './samplers';
import { blendTile, copyUncovered, cutTile, isUntiled, type TilePlan } from './tiles';

/** The input of one network call: the contract's tensors for a batch of one. */
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

/**
 * Returns E[x0 | x_t, y], 3 planes, in an array that the caller owns. The input's arrays may be reused as soon as the
 * call returns its promise.
 */
export type Network = (input: NetworkInput) => Promise<Float32Array>;

/** The network with `count` calls running at once. */
export interface NetworkBeside {
  readonly count: number;
  readonly run: Network;
}

export interface RegionOptions {
  readonly observation: Observation;
  readonly plan: TilePlan;
  readonly network: Network;
  /** Runs several tiles of a step at once, if available. */
  readonly beside?: NetworkBeside | undefined;
  /** Applied to each of the network's answers, in the tile's rectangle of the region. */
  readonly project?: ProjectMeans | undefined;
  /** Called before each network call. If it rejects (a cancelled job), the step rejects with its reason. */
  readonly beforeCall?: () => Promise<void>;
  /** Awaited between parts of a long calculation. If it rejects, the step rejects with its reason. */
  readonly turn?: () => Promise<void>;
  /** The workspace of the observation's arrays. */
  readonly workspace?: Workspace;
}

/**
 * A denoiser that may use another observation (`seen`) for one call; the anchor stays that of its own observation.
 * `out` may be `x`.
 */
export type RegionDenoise = (...call: [...Parameters<Denoise>, seen?: Observation]) => Promise<void>;

/**
 * Makes the posterior's denoiser on a region held in memory. It forms the pivot on the whole region, passes it tile by
 * tile to the network and blends the means, so that tiles can't drift apart between steps. Where no tile runs, the mean
 * is the pivot itself; no pixel that is kept depends on it. Throws a RangeError if model and plan differ in size.
 */
export async function regionDenoiser(options: RegionOptions): Promise<RegionDenoise> {
  const { observation, plan, network, project, beforeCall, workspace = ORDINARY } = options;
  const { model } = observation;
  const { width, height } = plan;
  assertDomain(model, plan);
  const anchor = workspace.room(3 * width * height);
  await anchorOf(observation, anchor, options.turn);
  const stdRoom = workspace.room(width * height);
  if (isUntiled(plan)) {
    const pivot = workspace.room(3 * width * height);
    const whole = { x: 0, y: 0, width, height };
    const stdPlanes = workspace.room(2 * width * height);
    return async (x, sigma, out, seen = observation) => {
      await pivotOf(seen, x, sigma, pivot, options.turn);
      cutStd(plan, whole, model.std(sigma, stdRoom), stdPlanes, workspace);
      await beforeCall?.();
      const geometry = model.geometry(sigma);
      const mean = await network({ width, height, pivot, anchor, std: stdPlanes, geometry });
      project?.(mean, whole);
      out.set(mean);
    };
  }
  const buffers = tileBuffers(plan, anchor, workspace);
  // The tiles have copies of the anchor, so its memory is reused: touching fresh memory costs as much as a solver step.
  const pivot = anchor;

  return async (x, sigma, out, seen = observation) => {
    if (!(out instanceof Float32Array)) throw new TypeError('the network answers in Float32');
    await pivotOf(seen, x, sigma, pivot, options.turn);
    const std = model.std(sigma, stdRoom);
    const geometry = model.geometry(sigma);
    copyUncovered(plan, pivot, out, workspace);
    const everywhere = typeof std.luma === 'number' && typeof std.chroma === 'number';
    const input = (index: number): NetworkInput => {
      const tile = plan.tiles[index];
      cutTile(plan, tile, pivot, buffers.pivot, 3, workspace);
      // All tiles have one size, so a uniform std is cut once.
      if (index === 0 || !everywhere) cutStd(plan, tile, std, buffers.std, workspace);
      const { width, height } = tile;
      return {
        width,
        height,
        pivot: buffers.pivot,
        anchor: buffers.anchors[index],
        std: buffers.std,
        geometry,
      };
    };
    await runTiles(options, input, (index, mean) => {
      project?.(mean, plan.tiles[index]);
      buffers.mean.set(mean);
      blendTile(plan, index, buffers.mean, out, workspace);
    });
  };
}

type Turn = RegionOptions['turn'];

/** Writes the observation's anchor into `out`, in turns if it may take long. */
export async function anchorOf(observation: Observation, out: Real, turn: Turn): Promise<void> {
  if (observation.inTurns && turn) await inTurns(observation.inTurns.anchor(out), turn);
  else observation.anchor(out);
}

async function pivotOf(
  observation: Observation,
  x: Real,
  sigma: number,
  out: Real,
  turn: Turn,
): Promise<void> {
  if (observation.inTurns && turn) await inTurns(observation.inTurns.pivot(x, sigma, out), turn);
  else observation.pivot(x, sigma, out);
}

/**
 * Runs the network on each tile and passes the means to `take` in the tiles' order. As many tiles as keep all lanes
 * busy run side by side; the rest run one at a time on all threads.
 */
async function runTiles(
  { plan, network, beside, beforeCall }: RegionOptions,
  input: (index: number) => NetworkInput,
  take: (index: number, mean: Float32Array) => void,
): Promise<void> {
  const all = plan.tiles.length;
  const lanes = beside?.count ?? 1;
  const together = beside && lanes > 1 ? all - (all % lanes) : 0;
  const running: Promise<Float32Array>[] = [];
  let taken = 0;
  const takeNext = async () => {
    const mean = await running.shift();
    if (mean) take(taken++, mean);
  };
  for (let index = 0; index < all; index++) {
    // One more call than lanes is queued, for the lane that finishes first.
    while (running.length > (index < together ? lanes : 0)) await takeNext();
    await beforeCall?.();
    const answer = beside && index < together ? beside.run(input(index)) : network(input(index));
    // After a tile has failed, nobody awaits those behind it.
    answer.catch(() => {});
    running.push(answer);
  }
  while (running.length > 0) await takeNext();
}

interface TileBuffers {
  /** One per tile, cut once. */
  readonly anchors: readonly Float32Array[];
  /** Reused for each tile, because all have one size. */
  readonly pivot: Float32Array;
  readonly std: Float32Array;
  readonly mean: Float32Array;
}

function tileBuffers(plan: TilePlan, anchor: Float32Array, workspace: Workspace): TileBuffers {
  const pixels = Math.max(0, ...plan.tiles.map((tile) => tile.width * tile.height));
  const anchors = plan.tiles.map((tile) => {
    const part = workspace.room(3 * pixels);
    cutTile(plan, tile, anchor, part, 3, workspace);
    return part;
  });
  const room = (planes: number) => workspace.room(planes * pixels);
  return { anchors, pivot: room(3), std: room(2), mean: room(3) };
}

function cutStd(
  plan: TilePlan,
  tile: Rectangle,
  { luma, chroma }: StdMap,
  target: Float32Array,
  workspace: Workspace,
): void {
  const pixels = tile.width * tile.height;
  cutPlane(plan, tile, luma, target.subarray(0, pixels), workspace);
  if (chroma === luma) target.copyWithin(pixels, 0, pixels);
  else cutPlane(plan, tile, chroma, target.subarray(pixels, 2 * pixels), workspace);
}

function cutPlane(
  plan: TilePlan,
  tile: Rectangle,
  value: number | Real,
  target: Float32Array,
  workspace: Workspace,
): void {
  if (typeof value === 'number') target.fill(value);
  else cutTile(plan, tile, value, target, 1, workspace);
}

function assertDomain(model: ForwardModel, plan: TilePlan): void {
  const { width, height } = model.domain;
  if (width !== plan.width || height !== plan.height) {
    throw new RangeError(`a ${width}x${height} operator on a ${plan.width}x${plan.height} region`);
  }
}
