import { etaOf, temperatureOf } from '../contract/detail';
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
  /** The recipe's operator that the row evaluates. */
  readonly operator: OperatorName;
  /** How the program draws full samples. */
  readonly sampling: { readonly eta: number; readonly temperature: number };
  /** Pixels by which the crop is wider on each side than the scored square. */
  readonly margin: number;
  /** If set, the measurement is the crop saved as a JPEG; otherwise it is A x0 plus noise. */
  readonly file: EvaluationTask['file'];
  /**
   * Makes the forward model of one photo and the misfit of a restoration to its measurement; `seed` is the photo's own.
   */
  build(seed: number, fft: Fft2Factory): { readonly model: ForwardModel; readonly misfit: Misfit };
}

/** The rows of an evaluation, in the order of the catalogue. */
const TASKS: readonly Task[] = OPERATORS.flatMap((operator) =>
  operatorOf(operator).evaluation.map((row) => taskOf(operator, row)),
);

export const TASK_NAMES: readonly TaskName[] = TASKS.map(({ name }) => name);

/** Finds a row by its name. Throws a RangeError if there is none. */
export function taskNamed(name: TaskName): Task {
  const task = TASKS.find((each) => each.name === name);
  if (!task) throw new RangeError(`an evaluation has no row ${name}`);
  return task;
}

function taskOf(operator: OperatorName, task: EvaluationTask<TaskName>): Task {
  const { name, isCircular, file, build } = task;
  const margin = isCircular ? MARGIN : 0;
  const side = CROP + 2 * margin;
  return {
    name,
    operator,
    sampling: {
      eta: etaOf([operator]),
      temperature: temperatureOf({ ...task.fields, operator: [operator], detail: 1 }),
    },
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
