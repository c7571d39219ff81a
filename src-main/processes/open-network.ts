import type { z } from '../contract/schema';
import { type Denoiser, openDenoiser } from '../network/denoiser';
import { networkPathFor } from '../network/specialists';
import type { networkSchema } from './job-schemas';

type NetworkRequest = z.output<typeof networkSchema>;

let open: { readonly key: string; readonly denoiser: Promise<Denoiser> } | undefined;

/**
 * Returns the network that is best at these operators. The process keeps one network open between jobs, because opening
 * one takes a second and its memory is the largest part of the process. A request for another network closes it first.
 */
export async function networkFor(wanted: NetworkRequest, operators: readonly string[]): Promise<Denoiser> {
  const request = { ...wanted, modelPath: await networkPathFor(wanted.modelPath, operators) };
  const key = JSON.stringify(request);
  if (open?.key !== key) {
    const previous = open;
    open = { key, denoiser: closeThenOpen(previous?.denoiser, request) };
    // A failed opening isn't kept, so that the next request tries again.
    open.denoiser.catch(() => {
      if (open?.key === key) open = undefined;
    });
  }
  return open.denoiser;
}

async function closeThenOpen(
  previous: Promise<Denoiser> | undefined,
  request: NetworkRequest,
): Promise<Denoiser> {
  await previous?.then(
    (denoiser) => denoiser.dispose(),
    () => undefined,
  );
  return openDenoiser(request);
}
