import { PROVIDERS } from '../contract/recipe';
import { z } from '../contract/schema';
import type { OpenOptions } from '../library/open-batch';
import { defaultModel } from './model-path';
import { toThreads } from './options';
import { wrongUsage } from './wrong-usage';

/** Parses the options of the network and its provider. Throws a PlainError (bad request). */
export function toNetwork(options: {
  readonly model?: string;
  readonly provider?: string;
  readonly threads?: number;
}): OpenOptions['network'] {
  const threads = toThreads(options.threads);
  const provider = z.enum(PROVIDERS).safeParse(options.provider ?? 'auto');
  if (!provider.success) throw wrongUsage(`--provider must be one of ${PROVIDERS.join(', ')}.`);
  return {
    modelPath: options.model ?? defaultModel(),
    provider: provider.data,
    ...(threads !== undefined && { threads }),
  };
}
