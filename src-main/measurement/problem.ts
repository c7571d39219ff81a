import type { Tone } from '../analysis/tone/find-tone';
import { badRequest } from '../contract/errors';
import type { OrientedTables } from '../contract/jpeg-tables';
import { noiseLevel, type Recipe } from '../contract/recipe';
import { addsColour, needsMask, needsTables } from '../contract/recipe-facts';
import { said } from '../contract/said';
import type { Rectangle } from '../imaging/raw-picture';
import type { Colouring } from '../operators/convolution/colouring';
import type { PointSpreadFunction } from '../operators/convolution/point-spread';
import { grainColouring } from '../operators/denoise/grain';
import type { Fft2Factory } from '../operators/fourier/fft2';
import { ORDINARY, type Workspace } from '../operators/kernels/workspace';
import type { ForwardModel, Shape } from '../operators/model/forward-model';
import { LUMA_NORM2 } from '../operators/model/luma';
import type { Link } from '../operators/model/operator';
import { nominalStd } from '../operators/rounding/rounded-picture';
import type { Rounding } from './build-jpeg';
import { buildModel } from './build-model';
import { blurReach, kindsOf, linksOf, loneBlur, scaleOf, withKind } from './chain';
import { commonStep, type RegionInput, type RegionRules } from './region-rules';
import { extendMeasurement, extensionRules } from './wrap-around';

/** What is known of a photo's measurement beside the recipe. */
export interface ProblemInputs {
  readonly recipe: Recipe;
  /** Whether the photo's colours are one tone. */
  readonly tone: Tone;
  /** A point spread function that replaces the recipe's blur or motion. */
  readonly kernel?: PointSpreadFunction | undefined;
  /** The quantisation tables of the JPEG that the photo is or was, upright. */
  readonly jpeg?: OrientedTables | undefined;
  /** Grain is coloured noise; else it is taken for stronger white noise, as a network needs that never saw any. */
  readonly coloursNoise?: boolean | undefined;
  readonly fft: Fft2Factory;
}

/** A restoration problem, independent of any region. */
export interface Problem {
  /** Pixels of the restored picture per pixel of the photo, along each side. */
  readonly scale: number;
  readonly rules: RegionRules;
  /** The answer is made of the photo's own pixels outside the mask. */
  readonly keepsUndamaged: boolean;
  /** The restored picture has colour whatever the photo had. */
  readonly addsColour: boolean;
  readonly needsMask: boolean;
  /** The problem of smaller copies, by which wide holes begin; left out where none may be made. */
  readonly copies?: () => Problem;
  /** What is known of the colours that the photo once had. */
  readonly tone: Tone;
  /**
   * Extends what was read from `shape` (in photo pixels) to the region's own extent, where a blur asks for more than
   * the photo has; elsewhere gives it back as it is.
   */
  extend(input: RegionInput, shape: Shape, workspace?: Workspace): RegionInput;
  /** The forward model on a region (of the restored picture's grid). */
  build(area: Rectangle, measured: Uint8Array | undefined, workspace?: Workspace): ForwardModel;
  /** The measurement y, from what was read and extended. */
  measure(input: RegionInput, workspace?: Workspace): Float32Array;
  /** Puts back into an answer what was measured without noise worth speaking of. */
  finish(answer: Float32Array, y: Float32Array, measured: Uint8Array | undefined): void;
}

type Kinds = ReturnType<typeof kindsOf>;

/** Turns a recipe into a problem. Throws a PlainError (bad request) where operators lack data or don't combine. */
export function describeProblem(inputs: ProblemInputs): Problem {
  const { recipe, fft } = inputs;
  const kinds = kindsOf(recipe);
  const asksForColour = addsColour(recipe);
  // Colours are asked for where there are none.
  const tone: Tone = asksForColour ? { kind: 'free' } : inputs.tone;
  const hidesPixels = needsMask(recipe);
  // A grey photo fills three planes with one noise: along luma that is 1/|w| times as strong as independent noise.
  const replicated = tone.kind === 'grey' ? 1 / Math.sqrt(LUMA_NORM2) : 1;
  const links = linksOf(recipe, inputs.kernel);
  const scale = scaleOf(links);
  const colouring = colouringOf(inputs, kinds, links);
  const reach = reachOf(links, colouring);
  const noise = recipe.noise * replicated * (recipe.grain && !colouring ? GRAIN_AS_WHITE : 1);
  // The network's lowest level of white noise is no bound where rounding comes to it.
  const rounding = roundingOf(inputs, noise / 127.5);
  const sigmaY = rounding ? nominalStd(rounding.jpeg.tables, rounding.noise) : noiseLevel(noise);
  const psf = loneBlur(links);
  return {
    scale,
    rules: {
      ...regionRules(scale, rounding),
      ...(reach !== undefined && { extension: extensionRules(reach, scale) }),
    },
    keepsUndamaged: hidesPixels && kinds.size === 1,
    addsColour: asksForColour,
    needsMask: hidesPixels,
    ...(holesAlone(kinds) && { copies: () => describeProblem(copyOf(inputs)) }),
    tone,
    extend: (input, shape, workspace = ORDINARY) =>
      reach === undefined
        ? input
        : extendMeasurement(input, shape, reach, workspace, psf && { psf, sigmaY, fft, workspace }),
    build: (area, measured, workspace = ORDINARY) => {
      if (hidesPixels && !measured) throw maskMissing();
      const known = hidesPixels ? measured : undefined;
      return buildModel({ area, links, sigmaY, measured: known, rounding, colouring, fft, workspace });
    },
    measure: ({ planes, measured }, workspace = ORDINARY) => {
      const y = links.reduce((values, { measure }) => measure?.(values, workspace) ?? values, planes);
      // What lies under the damage is no measurement; a composite's mask expects nothing there.
      if (measured) for (let i = 0; i < y.length; i++) y[i] *= measured[i % measured.length];
      return y;
    },
    finish: (answer, y, measured) => {
      const isExact = links.length === 1 && recipe.noise === 0 && !rounding;
      if (isExact) links[0].putBack?.(answer, y, measured);
    },
  };
}

/**
 * What stands for grain is white noise so many times as strong. With the first network, which never saw grain, on held-out photos
 * (`python -m training.grain`, one call, 8 to 25 levels correlated over 0.6 to 2 pixels) 1.5 gains up to 1.0 dB on 1 (at 8 levels over
 * 2 pixels it loses 0.1); 2 loses under faint grain. The coloured measurement would lose 0.4 to 2.6 dB.
 */
const GRAIN_AS_WHITE = 1.5;

/** How the noise is coloured, where a closed form knows it: in denoising, and under a single blur. */
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

/** How far blurs and grain reach, in pixels of the photo: both act in a circle. */
function reachOf(links: readonly Link[], colouring: Colouring | undefined): number | undefined {
  const reach = blurReach(links);
  return colouring ? Math.max(reach ?? 0, (colouring.grain.width - 1) / 2) : reach;
}

/** Nothing but damage, and the rounding of a file. */
function holesAlone(kinds: Kinds): boolean {
  return kinds.has('mask') && [...kinds].every((kind) => kind === 'mask' || kind === 'rounding');
}

/** Means over blocks of a JPEG are no JPEG, and hardly have its noise. */
function copyOf(inputs: ProblemInputs): ProblemInputs {
  return { ...inputs, recipe: withKind(inputs.recipe, 'mask') };
}

/** The sentence for an inpainting without a mask. */
export function maskMissing() {
  return badRequest(said('needsMask'));
}

/** Regions begin where blocks do: those of an enlargement, and those of a JPEG (16 pixels of the photo at most). */
function regionRules(scale: number, rounding: Rounding | undefined): RegionRules {
  const step = rounding ? 16 * scale : commonStep(scale);
  const { x, y } = rounding?.jpeg.offset ?? { x: 0, y: 0 };
  return { stepX: step, stepY: step, offsetX: x * scale, offsetY: y * scale };
}

/** The rounding of the file that the photo is or was. Throws a PlainError (bad request) where its tables aren't known. */
function roundingOf({ recipe, jpeg }: ProblemInputs, noise: number): Rounding | undefined {
  if (!needsTables(recipe)) return undefined;
  if (!jpeg) throw badRequest(said('needsTables'));
  return { jpeg, noise };
}
