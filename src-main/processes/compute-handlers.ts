import { setImmediate as nextTurn } from 'node:timers/promises';
import { findTone, type Tone } from '../analysis/tone/find-tone';
import { badRequest } from '../contract/errors';
import type { Point } from '../contract/geometry';
import type { ToneChoice } from '../contract/recipe';
import { addsColour, toneOf } from '../contract/recipe-facts';
import type { z } from '../contract/schema';
import { scorePhoto } from '../evaluation/score-photo';
import { taskNamed } from '../evaluation/tasks';
import type { RawPicture } from '../imaging/raw-picture';
import { degradePhoto } from '../measurement/degrade';
import { describeProblem, type ProblemInputs } from '../measurement/problem';
import type { Denoiser } from '../network/denoiser';
import { cardPath, loadModel, readCard } from '../network/model-card';
import { describeProviders } from '../network/providers/choose';
import { probeProvider } from '../network/providers/probe';
import { tryProvider } from '../network/providers/trial';
import { networkPathFor } from '../network/specialists';
import { knowsGrain, untrained } from '../network/trained-on';
import { loadPffft } from '../operators/fourier/pffft';
import { workspacePool } from '../operators/kernels/workspace';
import { countChangedPixels } from '../regions/changed-pixels';
import { liveWriter, type WrittenView } from '../regions/live-view';
import { planPixels } from '../regions/plan-pixels';
import type { RestoreProgress } from '../regions/restoration';
import { restorePhoto } from '../regions/restore';
import type { Handlers } from '../transport/requests';
import type { ComputeTable } from './compute-table';
import { createHolds } from './holds';
import type { measurementSchema, restorePayload } from './job-schemas';
import { peakMemoryMB } from './memory';
import { networkFor } from './open-network';

const holds = createHolds();
/** The centre of what the user sees, by the names of the running jobs. */
const viewCentres = new Map<string, Point>();
const workspaces = workspacePool();

/** The compute process's handlers of its requests. */
export const computeHandlers: Handlers<ComputeTable> = {
  probe: async ({ modelPath, provider }) => tryProvider(await loadModel(modelPath), provider),

  restore: async (asked, { progress, signal }) => {
    const { network: request, hold, liveFolder, countsChanges, viewCentre, ...job } = asked;
    // Trying a graphics card and reading the network take as long as the search for a tone; both go on at once.
    const [denoiser, inputs] = await Promise.all([
      networkFor(request, job.recipe.operator),
      problemInputs(job, signal),
    ]);
    const problem = describeProblem({ ...inputs, coloursNoise: knowsGrain(denoiser.card) });
    const secondsBefore = denoiser.runSeconds;
    let latest: RestoreProgress = {
      calls: 0,
      totalCalls: 0,
      sample: 0,
      step: 0,
      steps: 0,
      pixels: 0,
      totalPixels: 0,
      portion: 0,
      portionPixels: 0,
    };
    if (hold !== undefined && viewCentre) viewCentres.set(hold, viewCentre);
    const tell = (live?: WrittenView) => progress({ ...latest, provider: denoiser.provider, live });
    const report = await restorePhoto(
      { ...job, problem },
      {
        network: (input) => denoiser.run(input),
        beside: denoiser.beside,
        workspaces,
        progress: (value) => {
          latest = value;
          tell();
        },
        signal,
        ...(hold !== undefined && {
          pause: () => holds.pass(hold, signal),
          viewCentre: () => viewCentres.get(hold),
        }),
        ...(liveFolder !== undefined && {
          live: liveWriter(liveFolder, tell),
        }),
      },
    ).finally(() => {
      // The hold stays: a job may have several requests, and its sender ends the hold with the job.
      if (hold !== undefined) viewCentres.delete(hold);
    });
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
      tone: describeTone(problem.tone),
    };
  },

  requireProvider: async ({ network, operators }) => {
    const { provider, reasons } = await networkFor(network, operators);
    const [reason] = reasons;
    if (provider !== network.provider && reason) throw badRequest(reason);
  },

  planPixels: async ({ modelPath, ...job }) => {
    const card = await readCard(cardPath(await networkPathFor(modelPath, job.recipe.operator)));
    const coloursNoise = knowsGrain(card);
    // The plan doesn't depend on the tone.
    const tone: Tone = { kind: 'free' };
    const problem = describeProblem({ ...job, tone, coloursNoise, fft: await loadPffft() });
    return { pixels: await planPixels({ ...job, problem }) };
  },

  hold: ({ name, on }) => holds.set(name, on),

  moveView: ({ name, centre }) => {
    // Ignored after the job's end.
    if (viewCentres.has(name)) viewCentres.set(name, centre);
  },

  degrade: async (job) =>
    degradePhoto({ ...job, problem: describeProblem({ ...(await problemInputs(job)), coloursNoise: true }) }),

  evaluate: async ({ network: request, ...job }, { progress, signal }) => {
    const denoiser = await networkFor(request, [taskNamed(job.operator).operator]);
    let calls = 0;
    const scores = await scorePhoto(job, {
      network: (input) => denoiser.run(input),
      fft: await loadPffft(),
      beforeCall: async () => {
        progress({ calls: calls++ });
        // The network blocks the thread, so cancelling works only between its calls.
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

type MeasurementJob = Pick<
  z.output<typeof measurementSchema>,
  'photo' | 'recipe' | 'mask' | 'kernel' | 'jpeg'
> &
  Pick<z.output<typeof restorePayload>, 'part'>;

async function problemInputs(
  { photo, recipe, mask, kernel, jpeg, part }: MeasurementJob,
  signal?: AbortSignal,
): Promise<ProblemInputs> {
  // A recipe that adds colour isn't bound to a tone, so none is searched for.
  const choice = addsColour(recipe) ? 'free' : toneOf(recipe);
  const tone = await (part ? toneOfWhole(part.of, choice) : findTone({ photo, mask, choice, signal }));
  return { recipe, tone, kernel, jpeg, fft: await loadPffft() };
}

function describeTone(tone: Tone) {
  return { kind: tone.kind, distance: tone.kind === 'toned' ? tone.rms : null };
}

let last: { readonly key: string; readonly tone: Promise<Tone> } | undefined;

/**
 * The tone of a picture that is healed part by part. The last tone is kept, because finding it reads the whole picture
 * and a few healed pixels don't change it.
 */
function toneOfWhole(photo: RawPicture, choice: ToneChoice | undefined): Promise<Tone> {
  const key = `${photo.path} ${choice}`;
  if (last?.key !== key) {
    last = { key, tone: findTone({ photo, choice }) };
    last.tone.catch(() => {
      if (last?.key === key) last = undefined;
    });
  }
  return last.tone;
}
