import { LUMA_WEIGHTS } from '../operators/luma';
import type { Network } from './region-denoiser';

/**
 * The network's means with their colour taken out: what they are once it is known that the photo had none. The
 * network goes on seeing a state whose chroma is noise around grey, as it was trained.
 */
export function greyMeans(network: Network): Network {
  const [red, green, blue] = LUMA_WEIGHTS;
  return async (input) => {
    const mean = await network(input);
    const pixels = mean.length / 3;
    for (let i = 0; i < pixels; i++) {
      const luma = red * mean[i] + green * mean[i + pixels] + blue * mean[i + 2 * pixels];
      mean[i] = luma;
      mean[i + pixels] = luma;
      mean[i + 2 * pixels] = luma;
    }
    return mean;
  };
}
