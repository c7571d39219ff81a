import { join } from 'node:path';
import { badRequest } from '../contract/errors';
import { specOf } from '../contract/operators';
import type { Recipe } from '../contract/recipe';
import { enlargementOf, needsTables } from '../contract/recipe-facts';
import { quoted } from '../contract/said';
import type { EncodeOptions } from '../imaging/encode-options';
import { outputFormat } from '../imaging/output';
import { type PhotoInfo, sampleChannels } from '../imaging/photo-info';
import type { RawPicture } from '../imaging/raw-picture';
import type { Engine } from './engine';
import { type MeasurementPaths, readMeasurementFiles } from './measurement-files';
import { writeOutput } from './write-output';

/** One photo to degrade, file to file. */
export interface DegradeFileJob {
  readonly photo: string;
  readonly recipe: Recipe;
  readonly files: MeasurementPaths;
  readonly output: string;
  readonly encoding: EncodeOptions;
  readonly signal: AbortSignal;
}

/**
 * Writes the measurement of a photo by a recipe. The encoder does the part of the jpeg operator: it saves the result of
 * the other operators as a JPEG of the recipe's quality. Throws as restoreFile does.
 */
export async function degradeFile(engine: Engine, job: DegradeFileJob): Promise<RawPicture> {
  const { photo: path, recipe, output, signal } = job;
  const info = await engine.imaging.request('probePhoto', { path }, { signal });
  if (info.pages > 1)
    throw badRequest(quoted(`${path} has ${info.pages} pages; degrade takes pictures of one page.`));
  const saved = needsTables(recipe);
  const encoding = saved ? jpegEncoding(job) : job.encoding;
  const before = recipe.operator.filter((name) => !specOf(name).needs.tables);
  // The encoder keeps alpha; the other operators drop it.
  const channels = before.length === 0 ? sampleChannels(info) : info.channels;
  const pages = [{ width: info.width, height: info.height, channels }];
  await engine.imaging.request(
    'checkOutput',
    { source: path, out: output, pages, options: encoding },
    { signal },
  );
  const rawPath = join(engine.workspace, 'photo.raw');
  const photo = await engine.imaging.request('decodePhoto', { path, rawPath }, { signal });
  const others = { ...job, recipe: { ...recipe, operator: before } };
  const degraded = before.length === 0 ? photo : await measure(engine, others, photo, info);
  await writeOutput(engine, { pages: [degraded], source: path, out: output, options: encoding }, { signal });
  return degraded;
}

async function measure(
  engine: Engine,
  { recipe, files, encoding, signal }: DegradeFileJob,
  photo: RawPicture,
  info: PhotoInfo,
) {
  const scale = enlargementOf(recipe);
  // A mask has the size of the measurement.
  const extent = { width: Math.floor(photo.width / scale), height: Math.floor(photo.height / scale) };
  const known = await readMeasurementFiles(engine, info, recipe, files, { signal }, extent);
  const output = join(engine.workspace, 'degraded.raw');
  const depth = encoding.bitDepth ?? photo.depth;
  return engine.compute.request('degrade', { ...known, photo, recipe, output, depth }, { signal });
}

function jpegEncoding({ recipe, output, encoding }: DegradeFileJob): EncodeOptions {
  if (recipe.quality === undefined) throw badRequest(quoted('jpeg needs --quality, from 1 to 100.'));
  if (outputFormat(output) !== 'jpeg')
    throw badRequest(quoted(`${output} must be named .jpg to become a JPEG.`));
  return { ...encoding, quality: recipe.quality, subsampling: recipe.subsampling ?? '4:2:0' };
}
