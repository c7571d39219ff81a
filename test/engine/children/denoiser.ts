import { type Denoiser, openDenoiser } from '../../../src-main/engine/denoiser';
import type { Probe } from '../../../src-main/engine/providers/choose';
import type { Handlers } from '../../../src-main/engine/transport/requests';
import { serve } from '../../../src-main/engine/transport/serve';
import { type DenoiserTable, denoiserTable } from '../denoiser-table';

let denoiser: Denoiser | undefined;

function stateOf({ provider, reasons, calls, runSeconds }: Denoiser) {
  return { provider, reasons: [...reasons], calls, runSeconds };
}

const handlers: Handlers<DenoiserTable> = {
  open: async ({ untried, ...options }) => {
    const probe: Probe = async () => ({ works: true, slowdown: 1 });
    denoiser = await openDenoiser(untried ? { ...options, probe } : options);
    return stateOf(denoiser);
  },
  run: async (call) => {
    if (!denoiser) throw new Error('open first');
    const mean = await denoiser.run(call);
    return { mean, state: stateOf(denoiser) };
  },
};

serve(denoiserTable, handlers);
