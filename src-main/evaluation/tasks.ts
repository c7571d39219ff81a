import { OPERATORS, type OperatorName } from '../contract/recipe';
import type { Fft2Factory } from '../operators/fourier/fft2';
import type { ForwardModel } from '../operators/model/forward-model';
import type { EvaluationTask, Misfit } from '../operators/model/operator';
import { type EvaluationName, operatorOf } from '../operators/operator-of';
import { CROP, MARGIN } from './crops';
import { randomMask, strokesMask } from './masks';
import { whiteMisfit } from './misfit';

export type TaskName = EvaluationName;

/** One row of an evaluation. */
export interface Task {
  readonly name: TaskName;
  /** The recipe's operator that it measures. */
  readonly operator: OperatorName;
  /** How much wider than what is scored the crop is, in pixels on each side. */
  readonly margin: number;
  /** The measurement is the crop's own JPEG file; elsewhere it is A x0 and noise. */
  readonly file: EvaluationTask['file'];
  /** The forward model of one photo, and how well a restoration explains its measurement; `seed` is the photo's own. */
  build(seed: number, fft: Fft2Factory): { readonly model: ForwardModel; readonly misfit: Misfit };
}

/** The rows of an evaluation, in the order of the catalogue. */
const TASKS: readonly Task[] = OPERATORS.flatMap((operator) =>
  operatorOf(operator).evaluation.map((row) => taskOf(operator, row)),
);

export const TASK_NAMES: readonly TaskName[] = TASKS.map(({ name }) => name);

/** The row of a name. */
export function taskNamed(name: TaskName): Task {
  const task = TASKS.find((each) => each.name === name);
  if (!task) throw new RangeError(`an evaluation has no row ${name}`);
  return task;
}

function taskOf(operator: OperatorName, { name, isCircular, file, build }: EvaluationTask<TaskName>): Task {
  const margin = isCircular ? MARGIN : 0;
  const side = CROP + 2 * margin;
  return {
    name,
    operator,
    margin,
    file,
    build: (seed, fft) => {
      const { model, measured, misfit } = build({
        shape: { width: side, height: side, channels: 3 },
        fft,
        strokes: () => strokesMask(seed, side),
        random: (share) => randomMask(seed, side, share),
      });
      return { model, misfit: misfit ?? whiteMisfit(model, measured) };
    },
  };
}
