import type { Recipe } from '../contract/recipe';
import type { PhotoInfo } from '../imaging/photo-info';
import type { Engine } from './engine';
import type { PhotoJob } from './photo-job';
import { preparePage, preparePhoto } from './prepare-photo';

/** What a restoration of a photo would do. */
export interface Rehearsal {
  readonly info: PhotoInfo;
  readonly pages: readonly PageRehearsal[];
}

export interface PageRehearsal {
  /** The recipe with the values estimated from the page. */
  readonly recipe: Recipe;
  /** Share of pixels that were found damaged, 0 to 1; null if the damage wasn't searched for. */
  readonly found: number | null;
  /** Pixels that the network would answer, over all calls and samples. */
  readonly pixels: number;
}

/**
 * Does everything of a restoration that comes before the network: reads, measures and plans, and writes only working
 * files. Throws as restoreFile does, except for a folder that can't be written to.
 */
export async function rehearseFile(engine: Engine, asked: PhotoJob, signal: AbortSignal): Promise<Rehearsal> {
  const { info, job, files } = await preparePhoto(engine, asked, false, signal);
  const pages: PageRehearsal[] = [];
  for (let page = 0; page < info.pages; page++) {
    const { measurement, found, remove } = await preparePage(engine, job, files, page, signal);
    const { pixels } = await engine.compute.request(
      'planPixels',
      { ...measurement, modelPath: job.network.modelPath },
      { signal },
    );
    await remove();
    pages.push({ recipe: measurement.recipe, found, pixels });
  }
  return { info, pages };
}
