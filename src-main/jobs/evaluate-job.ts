import { badRequest } from '../contract/errors';
import { inEnglish, quoted } from '../contract/said';
import type { z } from '../contract/schema';
import { CROP } from '../evaluation/crops';
import { type EvaluationRow, rowOf } from '../evaluation/rows';
import { callsPerPhoto, type PhotoScores } from '../evaluation/score-photo';
import { type TaskName, taskNamed } from '../evaluation/tasks';
import type { RawPicture } from '../imaging/raw-picture';
import type { networkReport, networkSchema } from '../processes/job-schemas';
import type { Engine } from './engine';
import { cutPhoto, type EvaluationPhoto, listPhotos, throughJpeg } from './evaluation-photos';

/** The evaluation of the network on a folder of photos. */
export interface EvaluateJob {
  readonly folder: string;
  readonly operators: readonly TaskName[];
  /** Uses only the first `limit` photos. */
  readonly limit?: number | undefined;
  /** Samples per photo, at least 4. */
  readonly samples: number;
  /** Photo i is measured and sampled with seed + i. */
  readonly seed: number;
  readonly network: z.input<typeof networkSchema>;
}

export interface EvaluateProgress {
  readonly operator: TaskName;
  readonly photo: string;
  /** Network calls made so far and in total. */
  readonly calls: number;
  readonly totalCalls: number;
}

export interface EvaluateOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: EvaluateProgress) => void;
  /** Called with each row as soon as it is known. */
  readonly onRow: (row: EvaluationRow) => void;
}

export interface Evaluation {
  readonly rows: readonly EvaluationRow[];
  /** Messages about skipped photos and unused providers. */
  readonly warnings: readonly string[];
  readonly network: z.output<typeof networkReport>;
}

/**
 * Scores the network per operator on a folder of photos (models/training/README.md, "Evaluation protocol"). Throws a
 * PlainError (bad request) if no photo of the folder is large enough for one of the operators.
 */
export async function evaluateFolder(
  engine: Engine,
  job: EvaluateJob,
  options: EvaluateOptions,
): Promise<Evaluation> {
  const names = (await listPhotos(job.folder)).slice(0, job.limit);
  const photos: EvaluationPhoto[] = [];
  for (const [index, name] of names.entries())
    photos.push(await cutPhoto(engine, job.folder, name, index, options.signal));
  const plans = job.operators.map((operator) => planRow(job.folder, operator, photos));
  const perPhoto = callsPerPhoto(job.samples);
  const totalCalls = perPhoto * plans.reduce((sum, { crops }) => sum + crops.length, 0);
  const rows: EvaluationRow[] = [];
  let calls = 0;
  let network: z.output<typeof networkReport> | undefined;
  for (const { operator, crops } of plans) {
    const scores: PhotoScores[] = [];
    for (const { photo, crop } of crops) {
      const result = await engine.compute.request(
        'evaluate',
        {
          network: job.network,
          operator,
          photo: crop,
          decoded: await decodedCrop(engine, operator, photo, crop, options.signal),
          seed: job.seed + photo.index,
          samples: job.samples,
        },
        {
          signal: options.signal,
          onProgress: (progress) =>
            options.onProgress({ operator, photo: photo.name, calls: calls + progress.calls, totalCalls }),
        },
      );
      scores.push(result.scores);
      network = result.network;
      calls += perPhoto;
    }
    const row = rowOf(operator, scores);
    options.onRow(row);
    rows.push(row);
  }
  if (!network) throw new RangeError('an evaluation of no operators');
  return {
    rows,
    network,
    warnings: [...plans.flatMap(({ skipped }) => skipped), ...network.reasons.map(inEnglish)],
  };
}

interface RowPlan {
  readonly operator: TaskName;
  readonly crops: readonly { readonly photo: EvaluationPhoto; readonly crop: RawPicture }[];
  /** A message for each photo that is too small. */
  readonly skipped: readonly string[];
}

function planRow(folder: string, operator: TaskName, photos: readonly EvaluationPhoto[]): RowPlan {
  const side = CROP + 2 * taskNamed(operator).margin;
  const crops: { photo: EvaluationPhoto; crop: RawPicture }[] = [];
  const skipped: string[] = [];
  for (const photo of photos) {
    const { crop, name } = photo;
    if (crop && crop.width >= side) crops.push({ photo, crop });
    else skipped.push(`${name} is left out of ${operator}, which needs ${side}x${side} pixels.`);
  }
  if (crops.length === 0) {
    throw badRequest(
      quoted(
        `No photo of ${folder} is large enough for ${operator}, which needs ${side}x${side} pixels; choose others with --operators.`,
      ),
    );
  }
  return { operator, crops, skipped };
}

async function decodedCrop(
  engine: Engine,
  operator: TaskName,
  photo: EvaluationPhoto,
  crop: RawPicture,
  signal: AbortSignal,
): Promise<RawPicture | undefined> {
  const { file } = taskNamed(operator);
  return file && throughJpeg(engine, photo, crop, file, signal);
}
