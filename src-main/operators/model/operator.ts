import type { Extent } from '../../contract/geometry';
import type { Recipe } from '../../contract/recipe';
import type { Colouring } from '../convolution/colouring';
import type { PointSpreadFunction } from '../convolution/point-spread';
import type { Fft2Factory } from '../fourier/fft2';
import type { Workspace } from '../kernels/workspace';
import type { ForwardModel, Real, Shape } from './forward-model';
import type { Levels } from './levels';
import type { NormalSolver } from './linear-map';
import type { RegionPlace } from './place';

/** The parts of an operator that aren't in its spec: what it adds to the measurement, and how it is evaluated. */
export type Operator<RowName extends string = string> = Contribution & {
  /** Its rows of an evaluation, in order. */
  readonly evaluation: readonly EvaluationTask<RowName>[];
};

export type Contribution =
  /** White noise, which every measurement has. */
  | { readonly kind: 'noise' }
  /** Damaged pixels aren't measured. */
  | { readonly kind: 'mask' }
  /** The coefficients of a file are rounded. */
  | { readonly kind: 'rounding' }
  /** The picture was changed by a linear map before. */
  | {
      readonly kind: 'link';
      /** Throws a PlainError (bad request) if a value is missing. A kernel replaces a blur's own values. */
      linkOf(recipe: Recipe, kernel: PointSpreadFunction | undefined): Link;
    };

export interface LinkOptions {
  /** Extent of the picture before: three planes. */
  readonly shape: Shape;
  /** Where the shape lies in the picture before; absent if a patch stands for the whole picture. */
  readonly place?: RegionPlace | undefined;
  /** Standard deviation of the noise in [-1, 1] units. */
  readonly sigmaY: number;
  /** How the noise is coloured, for a link that is alone; white by default. */
  readonly colouring?: Colouring | undefined;
  readonly fft: Fft2Factory;
  readonly workspace: Workspace;
}

/** The part of a photo that planes show, and where their memory comes from. */
export interface MeasuredPart {
  readonly extent: Extent;
  readonly place: RegionPlace;
  readonly workspace: Workspace;
}

/** One link of the chain of linear maps that changed the picture. */
export interface Link {
  /** Side of the blocks that became one pixel; 1 if none did. */
  readonly factor: number;
  /** The point spread function, if the link is a blur. */
  readonly psf?: PointSpreadFunction;
  /** The levels that it changed, if it changes nothing else. */
  readonly levels?: Levels;
  /** The factor by which undoing the change multiplies the noise, as root mean square over the whole photo; default 1. */
  noiseGrowth?(place: RegionPlace | undefined): number;
  /** It only reduces the picture, A A' = a I, so that a JPEG of it has a closed form (jpeg/reduced.ts). */
  readonly keeps?: 'means' | 'luminance';
  build(options: LinkOptions): ForwardModel & Partial<NormalSolver>;
  /** The link alone behind a mask of width * height entries (1 measured), if that has a closed form. */
  buildMasked?(options: LinkOptions, measured: Uint8Array): ForwardModel;
  /** y of a part of the photo in [-1, 1]; absent if y is the part itself. */
  measure?(planes: Float32Array, part: MeasuredPart): Float32Array;
  /** Restores in an answer, in place, the values that were measured without noise. */
  putBack?(answer: Float32Array, y: Float32Array, measured: Uint8Array | undefined, part: MeasuredPart): void;
}

/** The mean of (y - A x)^2 over the measured values, in units of the noise's variance: 1 for the true picture. */
export type Misfit = (x: Real, y: Real) => number;

export interface EvaluationTools {
  /** Extent of the crop: three planes. */
  readonly shape: Shape;
  readonly fft: Fft2Factory;
  /** The photo's own masks, 1 where a pixel is measured: six strokes and two boxes missing, or a share of the pixels. */
  strokes(): Uint8Array;
  random(share: number): Uint8Array;
}

/** One row of an evaluation (models/training/README.md, "Evaluation protocol"). */
export interface EvaluationTask<Name extends string = string> {
  /** The operator's name, with a suffix if the operator has several rows. */
  readonly name: Name;
  /** It is circular, unlike photos, so the crop is wider than the scored part. */
  readonly isCircular?: true;
  /** The fields of the recipe on which the temperature of its samples depends. */
  readonly fields?: Readonly<Record<string, number>>;
  /** The measurement is a JPEG file of the crop; without this field it is A x0 plus noise. */
  readonly file?: { readonly quality: number; readonly subsampling: '4:2:0' | '4:4:4' };
  /** The forward model of one photo. The default of `misfit` is that of white noise on the measured values. */
  build(tools: EvaluationTools): {
    readonly model: ForwardModel;
    readonly measured?: Uint8Array;
    readonly misfit?: Misfit;
  };
}
