import { type Denoiser, openDenoiser } from '../../../src-main/network/denoiser';
import type { Probe } from '../../../src-main/network/providers/choose';
import type { Handlers } from '../../../src-main/transport/requests';
import { serve } from '../../../src-main/transport/serve';
import { type DenoiserTable, denoiserTable } from '../../network/denoiser-table';

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
