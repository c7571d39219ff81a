import { setImmediate as nextTurn } from 'node:timers/promises';
import type { z } from '../contract/schema';
import { loadPffft } from '../operators/fourier/pffft';
import { countChangedPixels } from './changed-pixels';
import { isColourless } from './colourless';
import type { ComputeTable } from './compute-table';
import { degradePhoto } from './degrade';
import type { Denoiser } from './denoiser';
import { scorePhoto } from './evaluation/score-photo';
import { createHolds } from './holds';
import type { measurementSchema } from './job-schemas';
import { liveWriter, type WrittenView } from './live-view';
import { peakMemoryMB } from './memory';
import { loadModel } from './model-card';
import { networkFor } from './network';
import { describeProblem, type ProblemInputs } from './problem';
import { describeProviders } from './providers/choose';
import { probeProvider } from './providers/probe';
import { tryProvider } from './providers/trial';
import type { RestoreProgress } from './restoration';
import { restorePhoto } from './restore';
import { untrained } from './trained-on';
import type { Handlers } from './transport/requests';

const holds = createHolds();

/** What the compute process does for each request of its table. */
export const computeHandlers: Handlers<ComputeTable> = {
  probe: async ({ modelPath, provider }) => tryProvider(await loadModel(modelPath), provider),

  restore: async ({ network: request, hold, liveFolder, countsChanges, ...job }, { progress, signal }) => {
    const problem = describeProblem(await problemInputs(job));
    const denoiser = await networkFor(request);
    const secondsBefore = denoiser.runSeconds;
    let latest: RestoreProgress = {
      calls: 0,
      totalCalls: 0,
      sample: 0,
      step: 0,
      steps: 0,
      portion: 0,
      portions: 0,
    };
    const tell = (live?: WrittenView) => progress({ ...latest, provider: denoiser.provider, live });
    const report = await restorePhoto(
      { ...job, problem },
      {
        network: (input) => denoiser.run(input),
        beside: denoiser.beside,
        progress: (value) => {
          latest = value;
          tell();
        },
        signal,
        ...(hold !== undefined && { pause: () => holds.pass(hold, signal) }),
        ...(liveFolder !== undefined && {
          live: liveWriter(liveFolder, tell),
        }),
      },
    ).finally(() => hold !== undefined && holds.set(hold, false));
    const changedPixels: (number | null)[] = [];
    for (const output of report.outputs) {
      changedPixels.push(countsChanges ? await countChangedPixels(job.photo, output) : null);
    }
    return {
      ...report,
      outputs: [...report.outputs],
      changedPixels,
      network: describeNetwork(denoiser),
      denoiserSeconds: denoiser.runSeconds - secondsBefore,
      peakMemoryMB: peakMemoryMB(),
      warnings: untrained(job.recipe, denoiser.card),
    };
  },

  hold: ({ name, on }) => holds.set(name, on),

  degrade: async (job) => degradePhoto({ ...job, problem: describeProblem(await problemInputs(job)) }),

  evaluate: async ({ network: request, ...job }, { progress, signal }) => {
    const denoiser = await networkFor(request);
    let calls = 0;
    const scores = await scorePhoto(job, {
      network: (input) => denoiser.run(input),
      fft: await loadPffft(),
      beforeCall: async () => {
        progress({ calls: calls++ });
        // The network blocks the thread: a cancel is only heard between its calls.
        await nextTurn();
        signal.throwIfAborted();
      },
    });
    return { scores, network: describeNetwork(denoiser) };
  },

  doctor: async ({ modelPath }) => {
    const { card } = await loadModel(modelPath);
    const providers = await describeProviders((provider) => probeProvider(modelPath, card.sha256, provider));
    return {
      model: { name: card.name, version: card.version, sha256: card.sha256 },
      providers,
      peakMemoryMB: peakMemoryMB(),
    };
  },
};

function describeNetwork({ provider, reasons, card }: Denoiser) {
  return { provider, reasons: [...reasons], version: card.version, sha256: card.sha256 };
}

type MeasurementJob = Pick<z.output<typeof measurementSchema>, 'photo' | 'recipe' | 'kernel' | 'jpeg'>;

async function problemInputs({ photo, recipe, kernel, jpeg }: MeasurementJob): Promise<ProblemInputs> {
  return { recipe, grey: await isColourless(photo), kernel, jpeg, fft: await loadPffft() };
}
