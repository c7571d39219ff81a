import { calibration } from './metrics';
import type { PhotoScores } from './score-photo';
import type { TaskName } from './tasks';

/** One row of an evaluation, as `--json` prints it. */
export interface EvaluationRow {
  readonly operator: TaskName;
  /** How many photos were scored. */
  readonly photos: number;
  /** PSNR in dB, averaged over photos: of the anchor, of one, five and eight calls, and of the mean of four samples. */
  readonly anchor: number;
  readonly one: number;
  readonly five: number;
  readonly eight: number;
  readonly mean4: number;
  /** V/B, pooled over pixels and photos; ideally 1. */
  readonly calibration: number;
  /** In 8-bit levels. */
  readonly crps: number;
  /** From 0 to 1; ideally 0.8 for nine samples. */
  readonly coverage: number;
  /** Squared residual of the measurement over the noise's variance; 1 for the truth. */
  readonly fit: number;
}

/** Averages the scores over photos; the calibration is pooled over them. */
export function rowOf(operator: TaskName, scores: readonly PhotoScores[]): EvaluationRow {
  const mean = (value: (score: PhotoScores) => number) =>
    scores.reduce((sum, score) => sum + value(score), 0) / scores.length;
  return {
    operator,
    photos: scores.length,
    anchor: mean((score) => score.anchor),
    one: mean((score) => score.one),
    five: mean((score) => score.five),
    eight: mean((score) => score.eight),
    mean4: mean((score) => score.mean4),
    calibration: calibration(scores),
    crps: mean((score) => score.crps),
    coverage: mean((score) => score.coverage),
    fit: mean((score) => score.fit),
  };
}
