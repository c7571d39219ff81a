import type { Rectangle } from '../contract/geometry';
import { normalFiller, STREAM } from '../noise/philox';
import { type CompositePart, composite } from '../operators/composite/composite';
import type { ProbeSource } from '../operators/composite/probing';
import type { Colouring } from '../operators/convolution/colouring';
import { grain } from '../operators/denoise/grain';
import { identity } from '../operators/denoise/model';
import type { Fft2Factory } from '../operators/fourier/fft2';
import { mask } from '../operators/inpaint/model';
import type { Workspace } from '../operators/kernels/workspace';
import type { ForwardModel, Real, Shape, StdMap } from '../operators/model/forward-model';
import { observedStd } from '../operators/model/geometry';
import { maskMap } from '../operators/model/linear-map';
import type { Link } from '../operators/model/operator';
import { twoValued } from '../operators/model/pixelwise';
import { type RegionPlace, smallerPlace } from '../operators/model/place';
import { repeatBlocks } from '../operators/upscale/model';
import { buildJpeg, compositeRounding, hasClosedForm, type Rounding, roundedOptions } from './build-jpeg';
import { scaleOf } from './chain';

export interface ModelRequest {
  /** The region, in the restored picture's grid. */
  readonly area: Rectangle;
  /** Where the region lies in the whole picture; absent if a patch stands for the whole. */
  readonly place?: RegionPlace | undefined;
  /** The changes of the picture, in order. */
  readonly links: readonly Link[];
  readonly sigmaY: number;
  /** In the photo's grid, 1 where it was measured; default everywhere. */
  readonly measured: Uint8Array | undefined;
  /** The rounding noise if the photo is or was a JPEG; sigmaY is then the nominal level of all noise. */
  readonly rounding?: Rounding | undefined;
  /** How the noise is coloured, for a measurement with nothing but noise or one blur; white by default. */
  readonly colouring?: Colouring | undefined;
  readonly fft: Fft2Factory;
  readonly workspace: Workspace;
}

/** The forward model of a region: a closed form if there is one, otherwise a composite solved by conjugate gradients. */
export function buildModel(request: ModelRequest): ForwardModel {
  const { area, place, links, sigmaY, measured, rounding, colouring, fft, workspace } = request;
  const shape: Shape = { width: area.width, height: area.height, channels: 3 };
  if (rounding && hasClosedForm(links)) return buildJpeg(request, rounding);
  if (links.length === 0) {
    if (measured) return mask({ shape, measured, sigmaY, workspace });
    return colouring
      ? grain({ shape, sigmaY, colouring, fft, workspace })
      : identity({ shape, noise: sigmaY, workspace });
  }
  if (links.length === 1 && !rounding) {
    const [only] = links;
    const options = { shape, place, sigmaY, colouring, fft, workspace };
    const alone = measured ? only.buildMasked?.(options, measured) : only.build(options);
    if (alone) return alone;
  }
  const parts = buildParts(request, shape);
  const noise = roundingOf(request, parts);
  const scale = scaleOf(links);
  const measuredPixels = measured && enlarge(measured, area.width / scale, scale);
  const solver = noise && 'apply' in noise ? ROUNDED_SOLVER : undefined;
  const highestSigma = noise && measuredPixels && ROUNDED_HOLES_SIGMA;
  const unmasked = noise &&
    measured && { measured, build: () => buildModel({ ...request, measured: undefined }) };
  const std = compositeStd(request, measuredPixels);
  const probes = signsOver(area);
  return composite({
    parts,
    sigmaY,
    told: toldLevel(request),
    noise,
    measured: measuredPixels,
    unmasked,
    solver,
    highestSigma,
    probes,
    std,
  });
}

const ROUNDED_SOLVER = { maxIterations: 150 };
/**
 * A rounded blur with holes needs more iterations the higher the noise level. Up to this level the usual 500 are enough for
 * an error of at most 0.1 of the pivot's own noise (whitened by its covariance; blurs of 1 to 3 pixels, JPEGs of quality 75
 * to 95, 20 % of marks).
 */
const ROUNDED_HOLES_SIGMA = 4;

/** The noise that a JPEG adds after `parts`, which are those of `request`. */
function roundingOf(request: ModelRequest, parts: readonly CompositePart[]) {
  const range = parts.at(-1)?.range;
  if (!request.rounding || !range) return undefined;
  const options = roundedOptions(request, request.rounding, range);
  const whole = { ...request, measured: undefined, place: undefined };
  const shape = { width: request.area.width, height: request.area.height, channels: 3 };
  return compositeRounding(options, shape, (extent) => buildParts(whole, extent), request.fft);
}

/** The noise level that the network is told: that of the photo after changes of its contrast are undone. */
function toldLevel({ links, sigmaY, place }: ModelRequest): number {
  return links.reduce((level, link) => level * (link.noiseGrowth?.(place) ?? 1), sigmaY);
}

/** The links, then the mask. The level that their geometries tell is the whole measurement's. */
function buildParts(request: ModelRequest, shape: Shape): CompositePart[] {
  const { fft, workspace } = request;
  const sigmaY = toldLevel(request);
  const parts: CompositePart[] = [];
  let current = shape;
  let { place } = request;
  for (const link of request.links) {
    const part = link.build({ shape: current, place, sigmaY, fft, workspace });
    parts.push(part);
    current = part.range;
    place = place && smallerPlace(place, link.factor);
  }
  if (request.measured) parts.push(maskMap(current, request.measured));
  return parts;
}

/** Side, in pixels of the photo, of the patch on which a composite's std is probed; its Fourier transform is fast. */
const PATCH_SIDE = 64;
/** Averaged over the patch, the std from two probes has an error below one percent. */
const PATCH_PROBES = 2;

/**
 * The std map of a composite. Where the contrast is even it is the same everywhere, except for the phase inside a block,
 * so it is probed on a patch of fixed size, independent of the region, and averaged. Masked pixels have sigma. (Probing
 * the region itself would cost sixteen solves per step, and would change only the rims of holes.)
 */
function compositeStd(request: ModelRequest, measured: Uint8Array | undefined): (sigma: number) => StdMap {
  const uneven = unevenGrowth(request);
  if (uneven) return unevenStd(request, measured, uneven);
  const even = patchStd(request, 1);
  return (sigma) => {
    const { luma, chroma } = even(sigma);
    if (!measured) return { luma, chroma };
    return { luma: twoValued(measured, luma, sigma), chroma: twoValued(measured, chroma, sigma) };
  };
}

/**
 * The std map where the contrast differs over the photo. It is probed at the least growth of the noise, at the largest and
 * between, and is nearly linear in what white noise of that growth alone would leave.
 */
function unevenStd(
  request: ModelRequest,
  measured: Uint8Array | undefined,
  { growth, most }: UnevenGrowth,
): (sigma: number) => StdMap {
  const level = toldLevel({ ...request, place: undefined });
  const probed = [1, (1 + most) / 2, most].map((each) => ({
    growth: each,
    std: patchStd(request, 1 / each),
  }));
  return (sigma) => {
    const leftAt = (each: number) => observedStd(sigma, level * each);
    const left = Float64Array.from(growth, leftAt);
    const [low, middle, high] = probed.map((each) => ({ left: leftAt(each.growth), ...each.std(sigma) }));
    const perPixel = (plane: 'luma' | 'chroma') =>
      Float32Array.from(left, (here, i) => {
        if (measured && !measured[i]) return sigma;
        const [from, to] = here < middle.left ? [low, middle] : [middle, high];
        return from[plane] + ((here - from.left) / (to.left - from.left)) * (to[plane] - from[plane]);
      });
    return { luma: perPixel('luma'), chroma: perPixel('chroma') };
  };
}

interface UnevenGrowth {
  /** The factor by which the contrast at each pixel of the region increases its noise. */
  readonly growth: Float32Array;
  /** The factor in the photo's corner, where it is largest. */
  readonly most: number;
}

/** How a contrast that differs over the photo increases the noise; undefined if the contrast is even. */
function unevenGrowth({ links, place, area }: ModelRequest): UnevenGrowth | undefined {
  const restOf = links.find(({ levels }) => levels?.rest)?.levels?.rest;
  if (!restOf || !place) return undefined;
  const [corner] = restOf({ ...place, x: 0, y: 0 }, { width: 1, height: 1 });
  return { growth: restOf(place, area).map((contrast) => 1 / contrast), most: 1 / corner };
}

/** The std along and across luma, averaged over a patch whose contrast is multiplied by `contrast`. */
function patchStd(
  request: ModelRequest,
  contrast: number,
): (sigma: number) => { readonly luma: number; readonly chroma: number } {
  const side = PATCH_SIDE * scaleOf(request.links);
  const patch = { x: 0, y: 0, width: side, height: side };
  const whole = { ...request, area: patch, measured: undefined, place: undefined };
  const parts = buildParts(whole, { width: side, height: side, channels: 3 });
  const probed = composite({
    parts: contrast === 1 ? parts : [...parts, multiplication(parts[parts.length - 1].range, contrast)],
    sigmaY: request.sigmaY,
    noise: roundingOf(whole, parts),
    probes: signsOver(patch),
    probeCount: PATCH_PROBES,
  });
  return (sigma) => {
    const std = probed.std(sigma);
    return { luma: rootMeanSquare(std.luma), chroma: rootMeanSquare(std.chroma) };
  };
}

function multiplication(shape: Shape, factor: number): CompositePart {
  const multiply = (from: Real, to: Real) => {
    for (let i = 0; i < to.length; i++) to[i] = factor * from[i];
  };
  return { domain: shape, range: shape, forward: multiply, adjoint: multiply };
}

function rootMeanSquare(std: number | Real): number {
  if (typeof std === 'number') return std;
  let sum = 0;
  for (const value of std) sum += value ** 2;
  return Math.sqrt(sum / std.length);
}

/** Repeats each entry of a mask `width` wide `scale` times along both axes. */
function enlarge(mask: Uint8Array, width: number, scale: number): Uint8Array {
  const out = new Uint8Array(mask.length * scale ** 2);
  repeatBlocks(mask, 1, width, scale, out);
  return out;
}

/** Signs keyed by coordinate, so that the std map doesn't depend on where a region begins. */
function signsOver(area: Rectangle): ProbeSource {
  const fillNormal = normalFiller();
  return (probe, signs) => {
    fillNormal(signs, { ...area, channels: 3 }, { seed: 0, stream: STREAM.probing, sample: probe });
    for (let i = 0; i < signs.length; i++) signs[i] = signs[i] < 0 ? -1 : 1;
  };
}
