import { badRequest } from '../contract/errors';
import type { Recipe } from '../contract/recipe';
import { said } from '../contract/said';
import type { z } from '../contract/schema';
import type { ReadId } from '../contract/window/basics';
import type { Result } from '../contract/window/results';
import { PROVIDER_TITLES } from '../network/providers/names';
import type { restoreResult } from '../processes/job-schemas';
import type { OpenDocument, StoredResult } from './document';
import type { StudioParts } from './parts';

/** What the engine says of a run, and what the studio knows of it. */
export type RunReport = z.output<typeof restoreResult> & {
  readonly recipe: Recipe;
  readonly run: string;
  readonly seconds: number;
  /** Names the marks that it looked at, where it did. */
  readonly marks: string | undefined;
  /** The picture of the blur, where one was given. */
  readonly kernel: ReadId | undefined;
};

/** Makes one of a run's samples a result of the document. */
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
    ...(report.kernel !== undefined && { kernel: report.kernel }),
    made: new Date().toISOString(),
  };
  const stored = { result, raw };
  await addResult(document, stored);
  return stored;
}

/** A result more. Its samples don't outlive a crash, but the repairs that bring it back do. */
export async function addResult({ results, record }: OpenDocument, stored: StoredResult): Promise<void> {
  results.set(stored.result.id, stored);
  // That the disk is full is told with the next stroke: what was restored is there all the same.
  await record.touch().catch(() => {});
}

/** Throws a PlainError where the document has no such result. */
export function findResult(document: OpenDocument, id: string): StoredResult {
  const stored = document.results.get(id);
  if (!stored) throw badRequest(said('resultGone'));
  return stored;
}
