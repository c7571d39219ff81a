import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { USUAL_SENSITIVITY } from '../contract/damage';
import type { Engine as Processes } from '../jobs/engine';
import { findDamage } from '../jobs/find-damage';
import { readPicture } from './jobs';
import { nonEmpty } from './public-forms';
import type { DetectedPage, Detection, DetectRequest } from './types';

/** Finds the damage on every page of a photo. Throws a PlainError. */
export async function detectDamage(
  processes: Processes,
  { photo: path, sensitivity = USUAL_SENSITIVITY }: DetectRequest,
  signal: AbortSignal,
): Promise<Detection> {
  const { imaging, workspace } = processes;
  const info = await imaging.request('probePhoto', { path }, { signal });
  const pages: DetectedPage[] = [];
  let [marked, all] = [0, 0];
  for (let page = 0; page < info.pages; page++) {
    const rawPath = join(workspace, 'photo.raw');
    const raw = await imaging.request('decodePhoto', { path, page, rawPath }, { signal });
    const { mask, share } = await findDamage(processes, raw, sensitivity, 'damage.raw', { signal });
    pages.push({ fraction: share, mask: await readPicture(mask) });
    const pixels = raw.width * raw.height;
    [marked, all] = [marked + share * pixels, all + pixels];
    await rm(rawPath);
  }
  return { fraction: marked / all, pages: nonEmpty(pages) };
}
