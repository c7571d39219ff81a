import { isDeepStrictEqual } from 'node:util';
import { openArchive } from './archive';
import type { OpenDocument } from './document';
import { isArchive } from './open-project';
import type { StudioParts } from './parts';
import { readContents, readResults } from './project-contents';

/**
 * Brings the results back that a recovered document's project holds, shown as they were last. A project that is gone,
 * damaged or another photo's by now brings none: the marks and repairs are recovered all the same.
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
    // What could be read of it is there.
  } finally {
    archive.close();
  }
}
