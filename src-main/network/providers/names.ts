import { PROVIDERS, type ProviderChoice } from '../../contract/recipe';
import { type Said, said } from '../../contract/said';
import { z } from '../../contract/schema';

/** What a network can run on. */
export const providerName = z.enum(PROVIDERS).exclude(['auto']);
export type ProviderName = z.infer<typeof providerName>;

/** What a person can ask for; `auto` tries the graphics card's providers first. */
export const providerChoice = z.enum(PROVIDERS);
export type { ProviderChoice };

/** How sentences call them. */
export const PROVIDER_TITLES: Readonly<Record<ProviderName, string>> = {
  cpu: 'The processor',
  webgpu: 'WebGPU',
  dml: 'DirectML',
  coreml: 'CoreML',
  cuda: 'CUDA',
};

/** The machine, as far as it decides which providers can be tried. */
export interface Platform {
  readonly system: string;
  /** The runtime's CUDA library is there. */
  readonly cuda: boolean;
}

/** Providers of the graphics card that the platform's runtime has, best first. */
export function graphicsProviders({ system, cuda }: Platform): readonly ProviderName[] {
  const first: readonly ProviderName[] = cuda ? ['cuda'] : [];
  if (system === 'win32') return [...first, 'dml', 'webgpu'];
  if (system === 'darwin') return ['coreml', 'webgpu'];
  return [...first, 'webgpu'];
}

/** Why a provider can't even be tried here, in words; undefined where it can. */
export function whyNotHere(provider: ProviderName, platform: Platform): Said | undefined {
  if (provider === 'cpu' || graphicsProviders(platform).includes(provider)) return undefined;
  if (provider === 'dml') return said('ofWindows');
  if (provider === 'coreml') return said('ofMac');
  if (platform.system === 'darwin') return said('noneForMac');
  return said('noCuda');
}
