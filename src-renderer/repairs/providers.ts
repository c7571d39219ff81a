import { PROVIDERS, type ProviderChoice } from '../../src-main/contract/recipe';

/** The systems, by Node's names, that a provider needs; a provider that isn't listed runs on all systems. */
const SYSTEMS: { readonly [Name in ProviderChoice]?: readonly string[] } = {
  dml: ['win32'],
  coreml: ['darwin'],
  cuda: ['linux', 'win32'],
};

/** The providers of a system, and the chosen one, which may come from another computer. */
export function offeredProviders(system: string, chosen: ProviderChoice): ProviderChoice[] {
  return PROVIDERS.filter((name) => name === chosen || (SYSTEMS[name]?.includes(system) ?? true));
}
