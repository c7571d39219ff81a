import { join } from 'node:path';
import { badRequest } from '../../contract/errors';
import type { Recipe } from '../../contract/recipe';
import type { EncodeOptions } from '../../imaging/encode';
import { outputFormat } from '../../imaging/output';
import type { RawPicture } from '../../imaging/raw-picture';
import type { Engine } from './engine';
import { type MeasurementPaths, readMeasurementFiles } from './measurement-files';

/** One photo to degrade, file to file. */
export interface DegradeFileJob {
  readonly photo: string;
  readonly recipe: Recipe;
  readonly files: MeasurementPaths;
  readonly output: string;
  readonly encoding: EncodeOptions;
}

/**
 * Writes the measurement of a photo that an operator stands for. JPEG's is the encoder itself: the output is a JPEG
 * of the recipe's quality. Errors as restoreFile's.
 */
export async function degradeFile(engine: Engine, job: DegradeFileJob): Promise<RawPicture> {
  const { photo: path, recipe, output } = job;
  const info = await engine.imaging.request('probePhoto', { path });
  if (info.pages > 1)
    throw badRequest(`${path} has ${info.pages} pages; degrade takes pictures of one page.`);
  const encoding = recipe.operator.includes('jpeg') ? jpegEncoding(job) : job.encoding;
  await engine.imaging.request('checkOutput', {
    source: path,
    out: output,
    pages: [{ width: info.width, height: info.height, channels: info.channels }],
    options: encoding,
  });
  const rawPath = join(engine.workspace, 'photo.raw');
  const photo = await engine.imaging.request('decodePhoto', { path, rawPath });
  const degraded = recipe.operator.includes('jpeg') ? photo : await measure(engine, job, photo);
  await engine.imaging.request('encodePhoto', {
    pages: [degraded],
    source: path,
    out: output,
    options: encoding,
  });
  return degraded;
}

async function measure(
  engine: Engine,
  { photo: path, recipe, files, encoding }: DegradeFileJob,
  photo: RawPicture,
) {
  const scale = recipe.operator.includes('upscale') ? (recipe.scale ?? 1) : 1;
  // A mask marks pixels of the measurement.
  const extent = { width: Math.floor(photo.width / scale), height: Math.floor(photo.height / scale) };
  const info = await engine.imaging.request('probePhoto', { path });
  const known = await readMeasurementFiles(engine, info, recipe, files, extent);
  return engine.compute.request('degrade', {
    ...known,
    photo,
    recipe,
    output: join(engine.workspace, 'degraded.raw'),
    depth: encoding.bitDepth ?? photo.depth,
  });
}

function jpegEncoding({ recipe, output, encoding }: DegradeFileJob): EncodeOptions {
  if (recipe.operator.length > 1)
    throw badRequest('degrade makes a JPEG or something else, not both at once.');
  if (recipe.quality === undefined) throw badRequest('jpeg needs --quality, from 1 to 100.');
  if (outputFormat(output) !== 'jpeg') throw badRequest(`${output} must be named .jpg to become a JPEG.`);
  return { ...encoding, quality: recipe.quality, subsampling: recipe.subsampling ?? '4:2:0' };
}
