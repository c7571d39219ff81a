import type { ComputeTable } from './compute-table';
import { peakMemoryMB } from './memory';
import { loadModel } from './model-card';
import { describeProviders } from './providers/choose';
import { probeProvider } from './providers/probe';
import { tryProvider } from './providers/trial';
import type { Handlers } from './transport/requests';

/** What the compute process does for each request of its table. */
export const computeHandlers: Handlers<ComputeTable> = {
  probe: async ({ modelPath, provider }) => tryProvider(await loadModel(modelPath), provider),

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
