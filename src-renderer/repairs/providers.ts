import { PROVIDERS, type ProviderChoice } from '../../src-main/contract/recipe';

/** Systems, by Node's names, that can have what not every one has. */
const SYSTEMS: { readonly [Name in ProviderChoice]?: readonly string[] } = {
  dml: ['win32'],
  coreml: ['darwin'],
  cuda: ['linux', 'win32'],
};

/** What a system can run the network on, and what is chosen, which may come from another computer. */
export function offeredProviders(system: string, chosen: ProviderChoice): ProviderChoice[] {
  return PROVIDERS.filter((name) => name === chosen || (SYSTEMS[name]?.includes(system) ?? true));
}
