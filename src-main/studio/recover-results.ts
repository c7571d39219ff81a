import { isDeepStrictEqual } from 'node:util';
import { openArchive } from './archive';
import type { OpenDocument } from './document';
import { isArchive } from './open-project';
import type { StudioParts } from './parts';
import { readContents, readResults } from './project-contents';

/**
 * Restores the results of a recovered document's project, with their last looks. A project that is gone, damaged or now
 * belongs to another photo provides none; marks and repairs are recovered anyway.
 */
export async function recoverResults(
  parts: Pick<StudioParts, 'engine' | 'pictures' | 'ending'>,
  document: OpenDocument,
): Promise<void> {
  const { project, name, page, crops } = document.record.kept;
  if (project === null || !(await isArchive(project))) return;
  const archive = await openArchive(project).catch(() => undefined);
  if (!archive) return;
  try {
    const contents = await readContents(project, archive);
    const same = isDeepStrictEqual([contents.name, contents.page, contents.crops], [name, page, crops]);
    if (same) await readResults(parts, archive, document, contents);
  } catch {
    // The results that could be read are kept.
  } finally {
    archive.close();
  }
}
