import { hasBridge, listen, request } from '../client/client';
import { saidWords } from '../client/said-words';
import { say } from '../messages/messages';
import { alert, attempt, speak, tellDone } from '../state/alerts';
import { shownPhoto } from '../state/photos';
import { useProgram } from '../state/program';
import { batchRequestOf, draftOf, NO_DRAFT } from './draft';
import { changeDraft, FIRST_ROWS, goTo, useLibrary } from './state';
import { endWords, toDo } from './words';

/** Listens to the open batch until the returned function is called. */
export function connectLibrary(): () => void {
  if (!hasBridge()) return () => {};
  void attempt(async () => useLibrary.setState(await request('interruptedBatch', {})));
  return listen('batch', (batch) => {
    const before = useLibrary.getState().batch;
    if (before?.id !== batch.id) return;
    useLibrary.setState({ batch });
    if (before.state !== 'ready' && batch.state === 'ready' && batch.ended) {
      speak(endWords(batch.ended, say));
      if (batch.ended.said) {
        alert({ severity: 'error', message: saidWords(batch.ended.said), of: 'folder' });
      }
    }
  });
}

/** Loads the open batch and the earlier ones. */
export async function refreshBatches(): Promise<void> {
  const { open, known } = await request('batches', {});
  const isNew = open !== null && useLibrary.getState().batch?.id !== open.id;
  useLibrary.setState({ known, batch: open, ...(isNew && { draft: draftOf(open) }) });
  const { settings } = useProgram.getState().info ?? {};
  // An unchanged draft gets the settings for saving photos.
  if (settings && useLibrary.getState().draft === NO_DRAFT) {
    const { metadata, mark } = settings;
    changeDraft({ result: { ...NO_DRAFT.result, metadata, mark } });
  }
}

/** Asks for a folder of photos and plans it; false if the user chooses none. */
export async function chooseInput(): Promise<boolean> {
  const { folder, results } = await request('chooseFolder', { purpose: 'photos' });
  if (!folder) return false;
  changeDraft({ input: folder, output: results });
  return plan();
}

export async function chooseOutput(): Promise<void> {
  const { folder } = await request('chooseResultsFolder', {});
  if (folder) changeDraft({ output: folder });
}

export async function chooseMasks(): Promise<void> {
  const { folder } = await request('chooseFolder', { purpose: 'masks' });
  if (folder) changeDraft({ masks: folder });
}

/** Plans the draft's folders; false if the draft has an obstacle. */
export async function plan(): Promise<boolean> {
  const asked = batchRequestOf(useLibrary.getState().draft);
  if (!asked) return false;
  return opening(() => request('planBatch', asked));
}

/** Continues the interrupted batch with the options of its run. */
export async function continueInterrupted(): Promise<boolean> {
  const { interrupted } = useLibrary.getState();
  if (!interrupted) return false;
  goTo('library');
  await reopen(interrupted.id);
  await request('startBatch', { batch: interrupted.id, ...interrupted.run });
  useLibrary.setState({ interrupted: null });
  return true;
}

/** No longer offers the interrupted batch. */
export async function leaveInterrupted(): Promise<void> {
  const { interrupted } = useLibrary.getState();
  useLibrary.setState({ interrupted: null });
  if (interrupted) await request('leaveBatch', { batch: interrupted.id });
}

export async function reopen(batch: string): Promise<void> {
  await opening(() => request('reopenBatch', { batch }));
  const { batch: opened } = useLibrary.getState();
  if (opened) useLibrary.setState({ draft: draftOf(opened) });
}

async function opening(open: () => ReturnType<typeof request<'planBatch'>>): Promise<boolean> {
  useLibrary.setState({ isPlanning: true });
  try {
    const batch = await open();
    useLibrary.setState({ batch, estimate: null, ...FIRST_ROWS });
    return true;
  } finally {
    useLibrary.setState({ isPlanning: false });
  }
}

/**
 * Shows what the batch would do. It is planned again, because the folder may have changed too, and then estimated. False
 * if it can't be planned.
 */
export async function showPlan(): Promise<boolean> {
  useLibrary.setState({ planShown: true });
  const isKnown = useLibrary.getState().estimate !== null;
  const planned = isKnown || (await attempt(plan, 'folder'));
  if (!planned) {
    useLibrary.setState({ planShown: false });
    return false;
  }
  const { batch: opened, estimate } = useLibrary.getState();
  if (!opened || estimate || toDo(opened) === 0) return true;
  const found = await attempt(() => request('estimateBatch', { batch: opened.id }), 'folder');
  if (found && useLibrary.getState().batch?.id === opened.id) useLibrary.setState({ estimate: found });
  return true;
}

export interface StartChoices {
  readonly first?: number;
  readonly onBattery: boolean;
  readonly onlyIdle: boolean;
  readonly retryFailed: boolean;
}

export async function startBatch({ retryFailed, ...choices }: StartChoices): Promise<void> {
  const { batch } = useLibrary.getState();
  if (!batch) return;
  if (retryFailed) await request('retryFailed', { batch: batch.id });
  await request('startBatch', { batch: batch.id, ...choices });
  useLibrary.setState({ planShown: false, estimate: null });
}

/** Sends a request about the open batch, if there is one. */
export async function ofBatch(
  name: 'pauseBatch' | 'resumeBatch' | 'cancelBatch' | 'closeBatch',
): Promise<void> {
  const { batch } = useLibrary.getState();
  if (!batch) return;
  await request(name, { batch: batch.id });
  if (name !== 'closeBatch') return;
  useLibrary.setState({ batch: null, ...FIRST_ROWS });
  await refreshBatches();
}

export async function retryFailed(): Promise<void> {
  await startBatch({ onBattery: true, onlyIdle: false, retryFailed: true });
}

/** Writes the lists of done, failed and skipped photos; false if the user chooses no folder. */
export async function saveLists(): Promise<boolean> {
  const { batch } = useLibrary.getState();
  if (!batch) return false;
  const { folder } = await request('saveLists', { batch: batch.id });
  if (!folder) return false;
  tellDone('save', { message: say('library.listsSaved', { name: folder.name }) });
  return true;
}

export async function forget(batch: string): Promise<void> {
  await request('forgetBatch', { batch });
  await refreshBatches();
}

/** Copies the repairs of the open photo to the whole folder. */
export function takePhotosRepairs(): void {
  const { repairs } = shownPhoto().choice;
  changeDraft({
    repairs: { ...repairs, advanced: { ...repairs.advanced, samples: 1 } },
    auto: {},
  });
}
