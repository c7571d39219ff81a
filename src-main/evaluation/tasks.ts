import { type JpegTables, standardTables } from '../contract/jpeg-tables';
import { OPERATORS, type OperatorName } from '../contract/recipe';
import { luminance } from '../operators/colorize/model';
import { convolution } from '../operators/convolution/convolution';
import { gaussianPsf, motionPsf, type PointSpreadFunction } from '../operators/convolution/point-spread';
import { identity } from '../operators/denoise/model';
import type { Fft2Factory } from '../operators/fourier/fft2';
import { mask } from '../operators/inpaint/model';
import { jpeg } from '../operators/jpeg/model';
import type { ForwardModel, Shape } from '../operators/model/forward-model';
import { blockMean } from '../operators/upscale/model';
import { CROP, MARGIN } from './crops';
import { randomMask, strokesMask } from './masks';
import { jpegMisfit, type Misfit, whiteMisfit } from './misfit';

/** The rows of an evaluation, in order (models/training/README.md, "Evaluation protocol"). */
export const TASK_NAMES = [
  'denoise-25',
  'denoise-50',
  'inpaint-strokes',
  'inpaint-random',
  'upscale-2',
  'upscale-4',
  'deblur-gaussian-1.5',
  'deblur-gaussian-0.75',
  'deblur-motion-11',
  'colorize',
  'jpeg-20',
  'jpeg-50',
] as const;
export type TaskName = (typeof TASK_NAMES)[number];

/** The recipe's operators that a row measures. */
export function operatorsOf(task: TaskName): OperatorName[] {
  return OPERATORS.filter((name) => task === name || task.startsWith(`${name}-`));
}

/** The forward model of one photo, and how well a restoration explains its measurement. */
export interface TaskModel {
  readonly model: ForwardModel;
  readonly misfit: Misfit;
}

/** One row of an evaluation. */
export interface Task {
  /** How much wider than what is scored the crop is, in pixels on each side. */
  readonly margin: number;
  /** The measurement is the crop's own JPEG file of this quality, 4:2:0; elsewhere it is A x0 and noise. */
  readonly jpegQuality?: number;
  /** `seed` is the photo's own; `fft` serves convolutions. */
  build(seed: number, fft: Fft2Factory): TaskModel;
}

const shape: Shape = { width: CROP, height: CROP, channels: 3 };

/** The chroma subsampling of the evaluation's JPEG files. */
export const JPEG_SUBSAMPLING = '4:2:0';

export const TASKS: Readonly<Record<TaskName, Task>> = {
  'denoise-25': task(() => identity({ shape, noise: 25 / 127.5 })),
  'denoise-50': task(() => identity({ shape, noise: 50 / 127.5 })),
  'inpaint-strokes': inpainting(0.01, (seed) => strokesMask(seed, CROP)),
  'inpaint-random': inpainting(0.05, (seed) => randomMask(seed, CROP, 0.7)),
  'upscale-2': task(() => blockMean({ shape, factor: 2, sigmaY: 0.01 })),
  'upscale-4': task(() => blockMean({ shape, factor: 4, sigmaY: 0.05 })),
  'deblur-gaussian-1.5': deblurring(gaussianPsf(1.5)),
  'deblur-gaussian-0.75': deblurring(gaussianPsf(0.75)),
  'deblur-motion-11': deblurring(motionPsf(11, 30)),
  colorize: task(() => luminance({ shape, sigmaY: 0.01 })),
  'jpeg-20': jpegFile(20),
  'jpeg-50': jpegFile(50),
};

function task(make: (fft: Fft2Factory) => ForwardModel, margin = 0): Task {
  return {
    margin,
    build: (_seed, fft) => {
      const model = make(fft);
      return { model, misfit: whiteMisfit(model) };
    },
  };
}

function deblurring(psf: PointSpreadFunction): Task {
  const side = CROP + 2 * MARGIN;
  const wide: Shape = { width: side, height: side, channels: 3 };
  return task((fft) => convolution({ shape: wide, psf, sigmaY: 0.05, fft }), MARGIN);
}

function inpainting(sigmaY: number, draw: (seed: number) => Uint8Array): Task {
  return {
    margin: 0,
    build: (seed) => {
      const measured = draw(seed);
      const model = mask({ shape, measured, sigmaY });
      return { model, misfit: whiteMisfit(model, measured) };
    },
  };
}

function jpegFile(jpegQuality: number): Task {
  const tables: JpegTables = standardTables(jpegQuality, JPEG_SUBSAMPLING);
  return {
    margin: 0,
    jpegQuality,
    build: () => ({ model: jpeg({ shape, tables }), misfit: jpegMisfit(tables, CROP) }),
  };
}
