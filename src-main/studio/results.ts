import { badRequest } from '../contract/errors';
import type { Recipe } from '../contract/recipe';
import { said } from '../contract/said';
import type { z } from '../contract/schema';
import type { ReadId } from '../contract/window/basics';
import type { Result } from '../contract/window/results';
import { PROVIDER_TITLES } from '../network/providers/names';
import type { restoreResult } from '../processes/job-schemas';
import type { OpenDocument } from './document';
import { keepInRecord } from './kept-results';
import type { StudioParts } from './parts';
import type { Filled, StoredResult } from './stored-result';

/** The engine's report of a run, with the studio's own data. */
export type RunReport = z.output<typeof restoreResult> & {
  readonly recipe: Recipe;
  readonly run: string;
  readonly seconds: number;
  /** Digests of the used marks, if any, and of all marks of the document. */
  readonly marks: string | undefined;
  readonly marked: string;
  /** The picture of the blur, if one was given. */
  readonly kernel: ReadId | undefined;
  /** The result that took the photo's place. */
  readonly on?: Result | undefined;
  readonly filled: Filled;
};

/** Adds one of a run's samples to the document's results. */
export async function keepResult(
  { pictures }: Pick<StudioParts, 'pictures'>,
  document: OpenDocument,
  report: RunReport,
  sample: number,
  id: string,
): Promise<StoredResult> {
  const raw = report.outputs[sample];
  const { network } = report;
  const result: Result = {
    id,
    picture: await pictures.show(raw, document.record.kept.path),
    run: report.run,
    recipe: report.recipe,
    sample,
    provider: PROVIDER_TITLES[network.provider],
    reasons: network.reasons,
    warnings: report.warnings,
    seconds: report.seconds,
    sampleSeconds: report.sampleSeconds,
    calls: report.calls,
    changedPixels: report.changedPixels[sample] ?? null,
    model: { version: network.version, sha256: network.sha256 },
    ...(report.marks !== undefined && { marks: report.marks }),
    ...(report.marks !== undefined && report.marks !== report.marked && { marked: report.marked }),
    ...(report.kernel !== undefined && { kernel: report.kernel }),
    made: new Date().toISOString(),
    ...(report.on && {
      on: keyOf(report.on),
      recipes: [...(report.on.recipes ?? [report.on.recipe]), report.recipe],
      ...(report.on.strokes && { strokes: report.on.strokes }),
    }),
  };
  const stored = { result, raw, filled: report.filled };
  await addResult(document, stored);
  return stored;
}

function keyOf({ run, sample, made }: Result) {
  return { run, sample, made };
}

/** Adds a result, and keeps it in the document's record for after a crash. */
export async function addResult(document: OpenDocument, stored: StoredResult): Promise<void> {
  document.results.set(stored.result.id, stored);
  // The next stroke reports a full disk; the result is valid anyway, and its repairs reproduce it.
  await keepInRecord(document, stored).catch(() => {});
  await document.record.touch().catch(() => {});
}

/** Throws a PlainError if the document has no such result. */
export function findResult(document: OpenDocument, id: string): StoredResult {
  const stored = document.results.get(id);
  if (!stored) throw badRequest(said('resultGone'));
  return stored;
}
