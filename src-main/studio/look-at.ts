import { centreOf, type Rectangle } from '../contract/geometry';
import type { OpenDocument } from './document';
import type { StudioParts } from './parts';

/** Records which part of the photo the user sees. Restorations do it first, including the one that runs. */
export async function lookAt(
  { engine, jobs }: Pick<StudioParts, 'engine' | 'jobs'>,
  document: OpenDocument,
  view: Rectangle,
): Promise<void> {
  const at = centreOf(view);
  document.looksAt = at;
  const running = jobs.all.find(
    ({ document: of, kind, state }) => of === document.id && kind === 'restore' && state !== 'waiting',
  );
  if (running) await engine.compute.request('look', { name: running.id, at });
}
