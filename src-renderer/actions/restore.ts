import { request } from '../client/client';
import { say } from '../messages/messages';
import { obstacleOf, recipeOf } from '../repairs/recipe';
import { nextSeed } from '../repairs/words';
import { alert, speak } from '../state/alerts';
import { currentJob, useJobs } from '../state/jobs';
import { usePhoto } from '../state/photo';
import { useProgram } from '../state/program';
import { changeRepairs, useRepairs } from '../state/repairs';
import { useView, visibleArea } from '../state/view';
import { flushMask } from './mask';

/** What stands in the way of restoring now, as a key of messages; null where nothing does. */
export function obstacleNow() {
  const { document, mask } = usePhoto.getState();
  const { repairs, kernel } = useRepairs.getState();
  return obstacleOf(repairs, {
    marked: (mask?.state().coverage ?? 0) > 0,
    jpegTables: document?.jpegTables ?? false,
    blurPicture: kernel !== null,
  });
}

/** One call on what is on screen. */
export function preview(): Promise<void> {
  return begin(async ({ document, recipe }) => {
    await request('preview', { document: document.id, recipe, view: visibleArea(document) });
  });
}

/** A preview of what is on screen, then the whole photo. */
export function restore(): Promise<void> {
  return begin(async ({ document, recipe, kernel }) => {
    await request('preview', { document: document.id, recipe, view: visibleArea(document) });
    await request('restore', { document: document.id, recipe, ...(kernel && { kernel }) });
    speak(say('announce.started'));
  });
}

/** The same repairs with other random numbers. */
export async function anotherCandidate(): Promise<void> {
  const used = usePhoto.getState().results.map(({ recipe }) => recipe.seed);
  const seed = nextSeed(useRepairs.getState().repairs, used);
  changeRepairs((repairs) => ({ ...repairs, advanced: { ...repairs.advanced, seed } }));
  await restore();
}

interface Ready {
  readonly document: NonNullable<ReturnType<typeof usePhoto.getState>['document']>;
  readonly recipe: ReturnType<typeof recipeOf>;
  readonly kernel: string | null;
}

async function begin(work: (ready: Ready) => Promise<void>): Promise<void> {
  const { document } = usePhoto.getState();
  if (!document || useJobs.getState().starting) return;
  const obstacle = obstacleNow();
  if (obstacle) {
    alert({ tone: 'notice', message: say(`obstacle.${obstacle}`) });
    return;
  }
  useJobs.setState({ starting: true });
  useView.setState({ spreadShown: false });
  try {
    await flushMask();
    const { repairs, kernel } = useRepairs.getState();
    const provider = useProgram.getState().info?.settings.provider ?? 'auto';
    const chosen = repairs.advanced.provider === 'auto' ? provider : repairs.advanced.provider;
    const recipe = { ...recipeOf(repairs), provider: chosen };
    const usesKernel = repairs.blur.on && repairs.blur.kind === 'picture';
    await work({ document, recipe, kernel: usesKernel ? (kernel?.id ?? null) : null });
  } finally {
    useJobs.setState({ starting: false });
  }
}

export async function pause(job: string): Promise<void> {
  await request('pauseJob', { job });
}

export async function resume(job: string): Promise<void> {
  await request('resumeJob', { job });
}

export async function cancel(job: string): Promise<void> {
  await request('cancelJob', { job });
}

export async function cancelCurrent(): Promise<void> {
  const job = currentJob(useJobs.getState().jobs);
  if (job) await cancel(job.id);
}
