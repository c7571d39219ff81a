import { recipeSchema } from '../../../src-main/contract/recipe';
import { channels } from '../../../src-main/contract/window/channels';
import type { Job } from '../../../src-main/contract/window/jobs';
import type { Engine } from '../../../src-main/jobs/engine';
import type { Studio } from '../../../src-main/studio/studio';
import type { Handlers } from '../../../src-main/transport/requests';
import { serve } from '../../../src-main/transport/serve';
import { openStudioIn } from '../../hostile/fuzz/studio-in';
import { type SoakTable, soakTable } from '../../long/soak-table';

interface Soaked {
  readonly studio: Studio;
  readonly engine: Engine;
  readonly document: string;
}
let soaked: Soaked | undefined;

const recipe = recipeSchema.parse({ operator: 'denoise', noise: 8, steps: 3, provider: 'cpu' });

/** Starts a restoration and waits for its end; `onRunning` is called at its first step. */
async function ended({ studio, document }: Soaked, onRunning: () => void): Promise<Job> {
  let hasRun = false;
  let resolve = (_: Job) => {};
  const over = new Promise<Job>((done) => {
    resolve = done;
  });
  const told: Job[] = [];
  let id: string | undefined;
  const look = (job: Job) => {
    if (job.id !== id) return;
    if (job.state === 'running' && job.calls > 0 && !hasRun) {
      hasRun = true;
      onRunning();
    }
    if (['done', 'failed', 'cancelled'].includes(job.state)) resolve(job);
  };
  const stop = studio.onEvent((name, payload) => {
    const parsed = name === 'job' ? channels.openJobs.output.shape.jobs.element.parse(payload) : undefined;
    if (!parsed) return;
    told.push(parsed);
    look(parsed);
  });
  try {
    id = (await studio.handlers.restore({ document, recipe })).job;
    for (const job of told) look(job);
    return await over;
  } finally {
    stop();
  }
}

const handlers: Handlers<SoakTable> = {
  open: async ({ folder, photo, model }) => {
    const { studio, engine } = await openStudioIn(folder, photo, model);
    const opened = await studio.handlers.openDocument({ file: studio.admitPath(photo).id });
    soaked = { studio, engine, document: channels.openDocument.output.parse(opened).document.id };
    return null;
  },
  restore: async ({ saves, crash }) => {
    if (!soaked) throw new Error('open first');
    const { studio, engine, document } = soaked;
    const job = await ended(soaked, () => {
      const pid = crash === null ? undefined : engine[crash].pid;
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    });
    for (const result of job.results) {
      if (saves) {
        const { target } = await studio.handlers.chooseToSave({ name: 'x', extension: 'jpg' });
        const chosen = channels.chooseToSave.output.parse({ target, isPhotoItself: false }).target;
        if (!chosen) throw new Error('no place');
        const look = { strength: 1, grain: 0 };
        const options = { format: 'jpeg', metadata: 'keep', mark: true } as const;
        const given = {
          document,
          result: result.id,
          look,
          options,
          target: chosen.id,
          replacePhoto: false,
        };
        await studio.handlers.saveResult(channels.saveResult.input.parse(given));
      }
      await studio.handlers.removeResult({ document, result: result.id });
    }
    return { state: job.state };
  },
};

serve(soakTable, handlers);
