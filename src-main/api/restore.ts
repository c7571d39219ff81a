import { encodingOf } from '../contract/result-settings';
import { distinct } from '../contract/said';
import type { Engine as Processes } from '../jobs/engine';
import type { PhotoJob } from '../jobs/photo-job';
import { preparePhoto } from '../jobs/prepare-photo';
import { type PageProgress, type PageReport, restoreFile, restorePages } from '../jobs/restore-job';
import { sampleFiles } from '../library/naming';
import { readPicture } from './jobs';
import type { Picture } from './picture';
import { nonEmpty, progressOf, sentence } from './public-forms';
import { ruleOf } from './rules';
import type { Restoration, RestoredPage, RestoreRequest } from './types';

/** Restores one photo into files, or into memory if the request has no output. Throws a PlainError. */
export async function restorePhoto(
  processes: Processes,
  request: RestoreRequest,
  network: PhotoJob['network'],
  signal: AbortSignal,
): Promise<Restoration> {
  const started = performance.now();
  const { job, samples } = jobOf(request, network);
  const { onProgress } = request;
  const options = {
    signal,
    ...(onProgress && { onProgress: (value: PageProgress) => onProgress(progressOf(value)) }),
  };
  const isWritten = request.output !== undefined;
  const reports = isWritten
    ? await restoreFile(processes, job, options)
    : await restorePages(processes, await preparePhoto(processes, job, true, signal), samples, options);
  const pages: RestoredPage[] = [];
  for (const report of reports) pages.push(pageOf(report, isWritten ? [] : await picturesOf(report)));
  const [{ network: ran }] = reports;
  return {
    outputs: job.outputs,
    pages: nonEmpty(pages),
    warnings: distinct(reports.flatMap((report) => [...report.warnings, ...report.network.reasons])).map(
      sentence,
    ),
    provider: ran.provider,
    model: { version: ran.version, sha256: ran.sha256 },
    seconds: (performance.now() - started) / 1000,
  };
}

function jobOf(request: RestoreRequest, network: PhotoJob['network']): { job: PhotoJob; samples: number } {
  const { photo, mask, kernel, output, seed, samples, tile } = request;
  const rule = ruleOf(request.recipe, { seed, samples });
  const job: PhotoJob = {
    photo,
    recipe: rule.recipe,
    files: { mask, kernel },
    network: network.provider === 'auto' ? { ...network, provider: rule.recipe.provider } : network,
    outputs: output === undefined ? [] : sampleFiles(output, rule.recipe.samples),
    encoding: encodingOf(rule.result),
    mark: rule.result.mark,
    tileSize: tile,
  };
  return { job, samples: rule.recipe.samples };
}

async function picturesOf({ outputs }: PageReport): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const output of outputs) pictures.push(await readPicture(output));
  return pictures;
}

function pageOf({ outputs, recipe, found, changedPixels }: PageReport, samples: Picture[]): RestoredPage {
  const [{ width, height }] = outputs;
  return { width, height, recipe, damaged: found, changedPixels, samples };
}
