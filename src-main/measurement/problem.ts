import type { Tone } from '../analysis/tone/find-tone';
import { badRequest } from '../contract/errors';
import type { Rectangle } from '../contract/geometry';
import type { OrientedTables } from '../contract/jpeg-tables';
import { noiseLevel, type Recipe } from '../contract/recipe';
import { addsColour, needsMask, needsTables } from '../contract/recipe-facts';
import { said } from '../contract/said';
import type { Colouring } from '../operators/convolution/colouring';
import type { PointSpreadFunction } from '../operators/convolution/point-spread';
import { grainColouring } from '../operators/denoise/grain';
import type { Fft2Factory } from '../operators/fourier/fft2';
import { ORDINARY, type Workspace } from '../operators/kernels/workspace';
import type { ForwardModel, Shape } from '../operators/model/forward-model';
import type { Levels } from '../operators/model/levels';
import { LUMA_NORM2 } from '../operators/model/luma';
import type { Link, MeasuredPart } from '../operators/model/operator';
import type { RegionPlace } from '../operators/model/place';
import { nominalStd } from '../operators/rounding/rounded-picture';
import { hasClosedForm, type Rounding } from './build-jpeg';
import { buildModel } from './build-model';
import { blurReach, kindsOf, linksOf, loneBlur, scaleOf, withKind } from './chain';
import { commonStep, type RegionInput, type RegionRules } from './region-rules';
import { extendMeasurement, extensionRules } from './wrap-around';

/** The inputs that determine a photo's measurement. */
export interface ProblemInputs {
  readonly recipe: Recipe;
  /** Whether the photo has a single tone. */
  readonly tone: Tone;
  /** A point spread function that replaces the recipe's blur or motion. */
  readonly kernel?: PointSpreadFunction | undefined;
  /** The quantisation tables of the JPEG that the photo is or was, upright. */
  readonly jpeg?: OrientedTables | undefined;
  /** Treats grain as coloured noise; otherwise as stronger white noise, for a network that wasn't trained on grain. */
  readonly coloursNoise?: boolean | undefined;
  readonly fft: Fft2Factory;
}

/** A restoration problem, independent of any region. */
export interface Problem {
  /** Pixels of the restored picture per pixel of the photo, along each side. */
  readonly scale: number;
  readonly rules: RegionRules;
  /** The answer has the photo's own pixels outside the mask. */
  readonly keepsUndamaged: boolean;
  /** The restored picture has colour even if the photo doesn't. */
  readonly addsColour: boolean;
  /** The answer needs only `finish` and no network: only the levels have changed, without noise or damage. */
  readonly isExact: boolean;
  readonly needsMask: boolean;
  /** Only pixels are missing, of a photo or of a JPEG file. */
  readonly hasHolesAlone: boolean;
  /** The problem of smaller copies, from which wide holes are started; absent if copies aren't possible. */
  readonly copies?: () => Problem;
  /** The tone of the photo, before its levels are restored. */
  readonly tone: Tone;
  /** The levels of a faded photo. */
  readonly levels?: Levels | undefined;
  /**
   * Extends the input, which has the extent `shape` (in photo pixels), to the region's extent, if a blur needs more than
   * the photo has; otherwise returns it unchanged.
   */
  extend(input: RegionInput, shape: Shape, workspace?: Workspace): RegionInput;
  /** The forward model on a region (of the restored picture's grid); `place` is the region's. */
  build(
    area: Rectangle,
    measured: Uint8Array | undefined,
    workspace?: Workspace,
    place?: RegionPlace,
  ): ForwardModel;
  /** The measurement y, from the extended input; `part` is in the photo's grid. */
  measure(input: RegionInput, part: MeasuredPart): Float32Array;
  /** Restores in an answer the values that were measured with negligible noise. */
  finish(answer: Float32Array, y: Float32Array, measured: Uint8Array | undefined, part: MeasuredPart): void;
}

type Kinds = ReturnType<typeof kindsOf>;

/** Turns a recipe into a problem. Throws a PlainError (bad request) if operators lack data or can't be combined. */
export function describeProblem(inputs: ProblemInputs): Problem {
  const { recipe, fft } = inputs;
  const kinds = kindsOf(recipe);
  const asksForColour = addsColour(recipe);
  // The recipe asks for colours, so the photo's tone doesn't apply.
  const tone: Tone = asksForColour ? { kind: 'free' } : inputs.tone;
  const hidesPixels = needsMask(recipe);
  // A grey photo has the same noise in all three planes: along luma it is 1/|w| times as strong as independent noise.
  const replicated = tone.kind === 'grey' ? 1 / Math.sqrt(LUMA_NORM2) : 1;
  const links = linksOf(recipe, inputs.kernel);
  const scale = scaleOf(links);
  const colouring = colouringOf(inputs, kinds, links);
  const reach = reachOf(links, colouring);
  const noise = recipe.noise * replicated * (recipe.grain && !colouring ? GRAIN_AS_WHITE : 1);
  // The network was trained on JPEGs, but behind a blur never on less white noise than its lowest level.
  const rounding = roundingOf(inputs, hasClosedForm(links) ? noise / 127.5 : noiseLevel(noise));
  const sigmaY = rounding ? nominalStd(rounding.jpeg.tables, rounding.noise) : noiseLevel(noise);
  const psf = loneBlur(links);
  const hasHolesAlone = holesAlone(kinds);
  const isNoiseless = links.length === 1 && recipe.noise === 0 && !rounding;
  return {
    scale,
    rules: {
      ...regionRules(scale, rounding),
      ...(reach !== undefined && { extension: extensionRules(reach, scale) }),
    },
    keepsUndamaged: hidesPixels && kinds.size === 1,
    addsColour: asksForColour,
    isExact: isNoiseless && !hidesPixels && links[0].levels !== undefined,
    needsMask: hidesPixels,
    hasHolesAlone,
    ...(hasHolesAlone && { copies: () => describeProblem(copyOf(inputs)) }),
    tone,
    levels: links.find(({ levels }) => levels)?.levels,
    extend: (input, shape, workspace = ORDINARY) =>
      reach === undefined
        ? input
        : extendMeasurement(input, shape, reach, workspace, psf && { psf, sigmaY, fft, workspace }),
    build: (area, measured, workspace = ORDINARY, place) => {
      if (hidesPixels && !measured) throw maskMissing();
      const known = hidesPixels ? measured : undefined;
      return buildModel({ area, place, links, sigmaY, measured: known, rounding, colouring, fft, workspace });
    },
    measure: ({ planes, measured }, part) => {
      const y = links.reduce((values, { measure }) => measure?.(values, part) ?? values, planes);
      // Damaged pixels aren't measured; a composite's mask expects zeros there.
      if (measured) for (let i = 0; i < y.length; i++) y[i] *= measured[i % measured.length];
      return y;
    },
    finish: (answer, y, measured, part) => {
      if (isNoiseless) links[0].putBack?.(answer, y, measured, part);
    },
  };
}

/**
 * Strength of the white noise that represents grain, relative to the grain's. With the first network, which was not trained
 * on grain, on held-out photos (`python -m training.grain`, one call, 8 to 25 levels correlated over 0.6 to 2 pixels), 1.5
 * gains up to 1.0 dB over 1 (at 8 levels over 2 pixels it loses 0.1), and 2 loses with faint grain. The coloured measurement
 * would lose 0.8 to 2.6 dB.
 */
const GRAIN_AS_WHITE = 1.5;

/** The colouring of the noise, if there is a closed form for it: in denoising, and with a single blur. */
function colouringOf(
  { recipe, coloursNoise }: ProblemInputs,
  kinds: Kinds,
  links: readonly Link[],
): Colouring | undefined {
  if (!coloursNoise || !recipe.grain || recipe.noise === 0) return undefined;
  const isAlone = [...kinds].every((kind) => kind === 'noise' || kind === 'link');
  const isClosed = links.length <= 1 && links.every(({ psf }) => psf !== undefined);
  return isAlone && isClosed ? grainColouring(recipe.grain) : undefined;
}

/** The reach of blurs and grain, in pixels of the photo; both are circular. */
function reachOf(links: readonly Link[], colouring: Colouring | undefined): number | undefined {
  const reach = blurReach(links);
  return colouring ? Math.max(reach ?? 0, (colouring.grain.width - 1) / 2) : reach;
}

/** Whether there is only damage, with or without the rounding of a file. */
function holesAlone(kinds: Kinds): boolean {
  return kinds.has('mask') && [...kinds].every((kind) => kind === 'mask' || kind === 'rounding');
}

/** The inputs of a smaller copy, without rounding: means over blocks of a JPEG aren't a JPEG and have little of its noise. */
function copyOf(inputs: ProblemInputs): ProblemInputs {
  return { ...inputs, recipe: withKind(inputs.recipe, 'mask') };
}

/** The error for an inpainting without a mask. */
export function maskMissing() {
  return badRequest(said('needsMask'));
}

/** Regions are aligned to the blocks of an enlargement and of a JPEG (at most 16 pixels of the photo). */
function regionRules(scale: number, rounding: Rounding | undefined): RegionRules {
  const step = rounding ? 16 * scale : commonStep(scale);
  const { x, y } = rounding?.jpeg.offset ?? { x: 0, y: 0 };
  return { stepX: step, stepY: step, offsetX: x * scale, offsetY: y * scale };
}

/** The rounding by the file that the photo is or was. Throws a PlainError (bad request) if its tables aren't known. */
function roundingOf({ recipe, jpeg }: ProblemInputs, noise: number): Rounding | undefined {
  if (!needsTables(recipe)) return undefined;
  if (!jpeg) throw badRequest(said('needsTables'));
  return { jpeg, noise };
}
