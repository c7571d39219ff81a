import { extname, join, parse } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Rule } from '../../contract/batch';
import { isExactSample } from '../../contract/detail';
import { asOwnRecipe, OWN_RECIPES } from '../../contract/own-recipes';
import { encodingOf } from '../../contract/result-settings';
import { distinct, inEnglish } from '../../contract/said';
import type { PhotoJob } from '../../jobs/photo-job';
import { type PageReport, restoreFile } from '../../jobs/restore-job';
import { resultExtension, sampleFiles } from '../../library/naming';
import { ownRules, parseRules } from '../../library/recipe-file';
import { type Report, reportSchema } from './answers';
import { type Wanted, wantedOf } from './media-types';
import { onPhoto, type PhotoRequest } from './on-photo';
import { Refusal } from './refusal';
import { asHeader, sendPicture, sendWithPictures } from './send';
import type { Service } from './service';
import type { Upload } from './upload';

export const RESTORE_PARTS = { files: ['photo', 'mask', 'kernel'], fields: ['recipe'] } as const;

/** Restores a photo: the answer is the picture, or JSON with what was done. */
export async function restoreRoute(service: Service, request: FastifyRequest, reply: FastifyReply) {
  const wanted = wantedOf(request.headers.accept);
  const { report, outputs, name } = await onPhoto(
    service,
    request,
    reply,
    RESTORE_PARTS,
    (upload) => ruleOf(upload, wanted),
    (photo, rule) => restore(service, photo, rule),
  );
  const [first] = outputs;
  if (wanted === 'json' || first === undefined)
    return sendWithPictures(reply, reportSchema.parse(report), outputs, service.stallMs);
  if (report.warnings.length > 0) reply.header('Daguerre-Warnings', asHeader(report.warnings));
  return sendPicture(reply, first, `${parse(name).name}${extname(first)}`, service.stallMs);
}

/** The recipe of a request, checked before its photo waits. Throws a Refusal or a PlainError (bad request). */
function ruleOf({ fields }: Upload, wanted: Wanted): Rule {
  const text = fields.get('recipe');
  if (text === undefined)
    throw new Refusal(
      400,
      `The field recipe is missing: a recipe as JSON, or one of ${OWN_RECIPES.join(', ')}.`,
    );
  const { recipe, result } = readRule(text);
  if (wanted !== 'json' && recipe.samples > 1)
    throw new Refusal(
      400,
      `A picture is one sample, and the recipe asks for ${recipe.samples}; accept application/json.`,
    );
  const isFormat = wanted !== 'json' && wanted !== 'any';
  return { recipe, result: isFormat ? { ...result, format: wanted } : result };
}

function readRule(text: string): Rule {
  const own = asOwnRecipe(text.trim());
  if (own !== undefined) return ownRules(own);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Refusal(400, `The recipe is neither JSON nor one of ${OWN_RECIPES.join(', ')}.`);
  }
  return parseRules(value, 'in the request');
}

interface Restored {
  readonly report: Report;
  readonly outputs: readonly string[];
  readonly name: string;
}

async function restore(
  service: Service,
  { photo, upload, engine, folder, signal }: PhotoRequest,
  { recipe, result }: Rule,
): Promise<Restored> {
  const started = performance.now();
  const path = join(folder, `result${resultExtension(photo.name, result)}`);
  const job: PhotoJob = {
    photo: photo.path,
    recipe,
    files: { mask: upload.files.get('mask')?.path, kernel: upload.files.get('kernel')?.path },
    // The service decides where the network runs.
    network: service.network,
    outputs: sampleFiles(path, recipe.samples),
    encoding: encodingOf(result),
    mark: result.mark,
  };
  const pages = await restoreFile(engine, job, { signal });
  const seconds = (performance.now() - started) / 1000;
  const report = reportOf(pages, seconds);
  const pixels = pages
    .flatMap((page) => page.outputs)
    .reduce((sum, { width, height }) => sum + width * height, 0);
  service.metrics.done({ seconds, megapixels: pixels / 1e6, provider: report.provider });
  return { report, outputs: job.outputs, name: photo.name };
}

function reportOf(pages: readonly PageReport[], seconds: number): Report {
  const [first] = pages;
  if (!first) throw new RangeError('a photo has a page');
  const { width, height } = first.outputs[0];
  // The report has its own field for the provider.
  const { provider: _, ...recipe } = first.recipe;
  return {
    width,
    height,
    pages: pages.length,
    recipe,
    exactPosterior: pages.every((page) => isExactSample(page.recipe)),
    damaged: first.found,
    provider: first.network.provider,
    network: { version: first.network.version, sha256: first.network.sha256 },
    seconds: Math.round(seconds * 1000) / 1000,
    warnings: distinct(pages.flatMap((page) => [...page.warnings, ...page.network.reasons])).map(inEnglish),
  };
}
