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
import { maskMap } from '../operators/model/linear-map';
import type { Link } from '../operators/model/operator';
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

/** The links, then the mask. */
function buildParts(request: ModelRequest, shape: Shape): CompositePart[] {
  const { sigmaY, fft, workspace } = request;
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
 * The std map of a composite. Without the mask it is the same everywhere, except for the phase inside a block, so it is
 * probed on a patch of fixed size, independent of the region, and averaged. Masked pixels have sigma. (Probing the region
 * itself would cost sixteen solves per step, and would change only the rims of holes.)
 */
function compositeStd(request: ModelRequest, measured: Uint8Array | undefined): (sigma: number) => StdMap {
  const side = PATCH_SIDE * scaleOf(request.links);
  const patch = { x: 0, y: 0, width: side, height: side };
  const whole = { ...request, area: patch, measured: undefined, place: undefined };
  const parts = buildParts(whole, { width: side, height: side, channels: 3 });
  const probed = composite({
    parts,
    sigmaY: request.sigmaY,
    noise: roundingOf(whole, parts),
    probes: signsOver(patch),
    probeCount: PATCH_PROBES,
  });
  return (sigma) => {
    const std = probed.std(sigma);
    const [luma, chroma] = [rootMeanSquare(std.luma), rootMeanSquare(std.chroma)];
    if (!measured) return { luma, chroma };
    const perPixel = (value: number) =>
      Float32Array.from(measured, (isMeasured) => (isMeasured ? value : sigma));
    return { luma: perPixel(luma), chroma: perPixel(chroma) };
  };
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
