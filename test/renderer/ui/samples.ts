/** Photos, jobs and results as the program describes them to the window. */
import { recipeSchema } from '../../../src-main/contract/recipe';
import type { PhotoDocument } from '../../../src-main/contract/window/documents';
import type { Job } from '../../../src-main/contract/window/jobs';
import type { Result } from '../../../src-main/contract/window/results';
import { createMaskEditor } from '../../../src-renderer/mask/mask-editor';
import { openedPhoto, type Photo } from '../../../src-renderer/state/photo';
import { change } from '../../../src-renderer/state/photos';

/** A small colour PNG that was just opened. */
export function samplePhoto(id: string, others: Partial<PhotoDocument> = {}): PhotoDocument {
  const { width = 40, height = 30 } = others;
  return {
    id,
    name: `${id}.png`,
    file: null,
    width,
    height,
    format: 'PNG',
    depth: 8,
    grey: false,
    hasAlpha: false,
    pages: 1,
    page: 0,
    profile: null,
    density: null,
    jpegTables: false,
    picture: { id: `${id}-picture`, width, height, levels: 1 },
    project: null,
    ...others,
  };
}

/** Opens an unchanged photo, as the program does; it isn't shown yet. */
export function openSample(id: string, others: Partial<PhotoDocument> = {}, done: Partial<Photo> = {}): void {
  const document = samplePhoto(id, others);
  const mask = createMaskEditor(document, (marks, damagedPixels) =>
    change({ why: 'marked', document: id, marks, isMarked: damagedPixels > 0 }),
  );
  change({ why: 'opened', photo: openedPhoto({ document, mask, ...done }) });
}

/** A restoration that has just begun. */
export function sampleJob(others: Partial<Job> = {}): Job {
  return {
    id: 'a',
    document: 'd',
    kind: 'restore',
    state: 'running',
    calls: 0,
    totalCalls: 8,
    share: 0,
    drafting: false,
    step: 0,
    steps: 8,
    sample: 0,
    samples: 1,
    secondsLeft: null,
    provider: null,
    said: null,
    results: [],
    ...others,
  };
}

/** The one result of a run that took the noise out of a photo. */
export function sampleResult(id: string): Result {
  return {
    id,
    picture: { id: `${id}-picture`, width: 40, height: 30, levels: 1 },
    run: 'run',
    recipe: recipeSchema.parse({ operator: 'denoise', noise: 10 }),
    sample: 0,
    provider: 'The processor',
    reasons: [],
    warnings: [],
    seconds: 1,
    calls: 8,
    changedPixels: null,
    model: { version: '1', sha256: '' },
    made: '2026-01-01T00:00:00.000Z',
  };
}
