import { type Said, said } from '../../contract/said';
import { hasCudaLibrary } from '../runtime';
import {
  graphicsProviders,
  type Platform,
  PROVIDER_TITLES,
  type ProviderChoice,
  type ProviderName,
  whyNotHere,
} from './names';
import { notUsed, type TrialVerdict } from './trial';

/** The provider to use, and why it isn't the one that was named. */
export interface Choice {
  readonly provider: ProviderName;
  readonly reasons: readonly Said[];
}

/** Tries a provider (see probe.ts). */
export type Probe = (provider: ProviderName) => Promise<TrialVerdict>;

/** The machine this program runs on. */
export function thisPlatform(): Platform {
  return { system: process.platform, cuda: hasCudaLibrary() };
}

/**
 * Chooses the provider for a network. `auto` takes the first graphics provider that works and is faster than the
 * processor; what it passes over is the same at every run, so only `doctor` reports it (describeProviders). A provider
 * that was requested by name is used if it works, however slow it is; if it doesn't, the reason is given.
 */
export async function chooseProvider(
  choice: ProviderChoice,
  probe: Probe,
  platform: Platform = thisPlatform(),
): Promise<Choice> {
  if (choice === 'cpu') return { provider: 'cpu', reasons: [] };
  if (choice !== 'auto') {
    const reason = await whyNot(choice, false, probe, platform);
    if (reason === undefined) return { provider: choice, reasons: [] };
    return { provider: 'cpu', reasons: [notUsed(choice, reason)] };
  }
  for (const provider of graphicsProviders(platform)) {
    if ((await whyNot(provider, true, probe, platform)) === undefined) return { provider, reasons: [] };
  }
  return { provider: 'cpu', reasons: [] };
}

async function whyNot(
  provider: ProviderName,
  mustBeFaster: boolean,
  probe: Probe,
  platform: Platform,
): Promise<Said | undefined> {
  const absent = whyNotHere(provider, platform);
  if (absent !== undefined) return absent;
  const verdict = await probe(provider);
  if (!verdict.works) return verdict.reason;
  return mustBeFaster && verdict.slowdown > 1 ? slower(verdict.slowdown) : undefined;
}

function slower(slowdown: number): Said {
  return said('slower', { times: slowdown.toFixed(slowdown < 10 ? 1 : 0) });
}

/** One line of `doctor`. */
export interface ProviderReport {
  readonly provider: ProviderName;
  readonly title: string;
  readonly works: boolean;
  /** How fast it is, or why it doesn't work. */
  readonly words: Said;
}

/** Tries every provider and reports the outcome of each. */
export async function describeProviders(
  probe: Probe,
  platform: Platform = thisPlatform(),
): Promise<ProviderReport[]> {
  const reports: ProviderReport[] = [
    { provider: 'cpu', title: PROVIDER_TITLES.cpu, works: true, words: said('works') },
  ];
  for (const provider of ['cuda', 'dml', 'coreml', 'webgpu'] as const) {
    const absent = whyNotHere(provider, platform);
    const verdict: TrialVerdict =
      absent === undefined ? await probe(provider) : { works: false, reason: absent };
    reports.push({
      provider,
      title: PROVIDER_TITLES[provider],
      works: verdict.works,
      words: verdict.works ? pace(verdict.slowdown) : verdict.reason,
    });
  }
  return reports;
}

function pace(slowdown: number): Said {
  return slowdown > 1
    ? said('worksSlower', { how: slower(slowdown) })
    : said('worksFaster', { times: (1 / slowdown).toFixed(1) });
}
