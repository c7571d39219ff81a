import { copyFile, mkdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { badRequest } from '../contract/errors';
import { encodingOf } from '../contract/result-settings';
import { said } from '../contract/said';
import type { FileRef } from '../contract/window/basics';
import { type Look, PLAIN_LOOK, type Result } from '../contract/window/results';
import type { SaveSettings } from '../contract/window/saving';
import type { EncodeOptions } from '../imaging/encode-options';
import type { Mark } from '../imaging/mark';
import { checkNamed } from '../imaging/output';
import { restorationMark } from '../jobs/restoration-mark';
import { writeOutput } from '../jobs/write-output';
import type { OpenDocument } from './document';
import { holdResult, isAllHeld } from './held';
import { makeLook } from './looks';
import { isPhotoItself } from './own-files';
import type { StudioParts } from './parts';
import type { StoredResult } from './stored-result';

export interface SaveRequest {
  readonly look: Look;
  readonly options: SaveSettings;
  /** The path to write to. */
  readonly out: string;
  /** The user has confirmed that the photo itself may be replaced. */
  readonly replacePhoto: boolean;
}

/**
 * Writes a result atomically as a photo. Throws a PlainError if `out` is the photo itself and `replacePhoto` isn't set,
 * or if its format can't hold the result.
 */
export async function saveResult(
  parts: Pick<StudioParts, 'engine' | 'pictures' | 'files'>,
  document: OpenDocument,
  stored: StoredResult,
  { look, options, out, replacePhoto }: SaveRequest,
): Promise<{ file: FileRef; bytes: number; allHeld: boolean }> {
  const { engine, files } = parts;
  const encoding = toEncoding(options, stored.result, look);
  checkNamed(out, options.format);
  const replaces = await isPhotoItself(document, out);
  if (replaces && !replacePhoto) {
    throw badRequest(said('overOriginalAsked', { path: out }));
  }
  if (replaces) await keepPhoto(document);
  const { raw } = await makeLook(parts, document, stored, look);
  const source = document.record.kept.path;
  const { width, height } = options.size ?? raw;
  const pages = [{ width, height, channels: raw.channels }];
  await engine.imaging.request('checkOutput', { source, out, pages, options: encoding });
  await writeOutput(engine, { pages: [raw], source, out, options: encoding }, {});
  holdResult(document, stored.result);
  const allHeld = isAllHeld(document);
  // Its marks have served their purpose, so that they aren't offered as unsaved work.
  if (allHeld) await document.record.change({ unsaved: false });
  return { file: files.admit(out), bytes: (await stat(out)).size, allHeld };
}

/** Copies the photo before it is replaced; the document and its projects use the copy from now on. */
async function keepPhoto({ record, info }: OpenDocument): Promise<void> {
  const { kept, folder } = record;
  if (info.pages > 1) {
    throw badRequest(said('pagesLost', { path: kept.path, pages: info.pages }));
  }
  const copy = join(folder, 'original', basename(kept.path));
  if (kept.path === copy) return;
  await mkdir(join(folder, 'original'), { recursive: true });
  await copyFile(kept.path, copy);
  await record.change({ path: copy });
}

function toEncoding(settings: SaveSettings, result: Result, look: Look): EncodeOptions {
  const { format, mark, size, density } = settings;
  return {
    ...encodingOf(settings),
    format,
    ...(size !== undefined && { size }),
    ...(density !== undefined && { density }),
    ...(mark && { mark: markOf(result, look) }),
  };
}

function markOf(
  { recipe, recipes = [recipe], model, made, sample, strokes }: Result,
  { strength, grain, toning }: Look,
): Mark {
  return {
    ...restorationMark({ recipes, network: model, made }),
    ...(strokes && { strokes: strokes.length }),
    ...(sample === null && !strokes && { parts: Math.max(2, recipes.length) }),
    ...(strength !== PLAIN_LOOK.strength && { strength }),
    ...(grain !== PLAIN_LOOK.grain && { grain }),
    ...(toning && { toning }),
  };
}
