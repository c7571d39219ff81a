import { resultFolderId, sourceFolderId } from '../../../src-main/contract/window/basics';
import type { BatchStatus } from '../../../src-main/contract/window/library';

/** Folders as a dialog gives them to the window. */
export const sourceNamed = (id: string) => ({ id: sourceFolderId.parse(id), name: id, folder: '~' });
export const resultsNamed = (id: string) => ({ id: resultFolderId.parse(id), name: id, folder: '~' });

/** A planned batch of no photos. */
export const EMPTY_BATCH: BatchStatus = {
  id: 'x',
  input: sourceNamed('x'),
  output: resultsNamed('x'),
  masks: null,
  recipe: {
    operator: ['denoise'],
    noise: 0,
    steps: 8,
    seed: 0,
    samples: 1,
    detail: 1,
    provider: 'auto',
  },
  result: { format: 'same', metadata: 'keep', mark: true, name: '{name}' },
  folders: [],
  include: [],
  exclude: [],
  order: 'folder',
  state: 'ready',
  counts: { waiting: 0, working: 0, done: 0, failed: 0, skipped: 0 },
  leftOutCount: 0,
  leftOut: [],
  otherFiles: 0,
  progress: null,
  hindrance: null,
  ended: null,
  revision: 0,
};
