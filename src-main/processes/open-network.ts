import type { z } from '../contract/schema';
import { type Denoiser, openDenoiser } from '../network/denoiser';
import { networkPathFor } from '../network/specialists';
import type { networkSchema } from './job-schemas';

type NetworkRequest = z.output<typeof networkSchema>;

let open: { readonly key: string; readonly denoiser: Promise<Denoiser> } | undefined;

/**
 * The process's one open network, the one that is best at these operators: kept from job to job, because opening it
 * takes a second and its memory is the largest part of the process; another request closes it and opens its own.
 */
export async function networkFor(wanted: NetworkRequest, operators: readonly string[]): Promise<Denoiser> {
  const request = { ...wanted, modelPath: await networkPathFor(wanted.modelPath, operators) };
  const key = JSON.stringify(request);
  if (open?.key !== key) {
    const previous = open;
    open = { key, denoiser: closeThenOpen(previous?.denoiser, request) };
    // A network that can't be opened must not answer for the next request.
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
