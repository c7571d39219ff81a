import { PROVIDERS, type ProviderChoice } from '../../contract/recipe';
import { type Said, said } from '../../contract/said';
import { z } from '../../contract/schema';

/** The providers that a network can run on. */
export const providerName = z.enum(PROVIDERS).exclude(['auto']);
export type ProviderName = z.infer<typeof providerName>;

export type { ProviderChoice };

/** The providers' names in messages. */
export const PROVIDER_TITLES: Readonly<Record<ProviderName, string>> = {
  cpu: 'The processor',
  webgpu: 'WebGPU',
  dml: 'DirectML',
  coreml: 'CoreML',
  cuda: 'CUDA',
};

/** The properties of the machine that decide which providers can be tried. */
export interface Platform {
  readonly system: string;
  /** Whether the runtime's CUDA library is installed. */
  readonly cuda: boolean;
}

/** The graphics providers in the platform's runtime, best first. */
export function graphicsProviders({ system, cuda }: Platform): readonly ProviderName[] {
  const first: readonly ProviderName[] = cuda ? ['cuda'] : [];
  if (system === 'win32') return [...first, 'dml', 'webgpu'];
  if (system === 'darwin') return ['coreml', 'webgpu'];
  return [...first, 'webgpu'];
}

/** Why a provider can't be tried on this platform; undefined if it can. */
export function whyNotHere(provider: ProviderName, platform: Platform): Said | undefined {
  if (provider === 'cpu' || graphicsProviders(platform).includes(provider)) return undefined;
  if (provider === 'dml') return said('ofWindows');
  if (provider === 'coreml') return said('ofMac');
  if (platform.system === 'darwin') return said('noneForMac');
  return said('noCuda');
}
