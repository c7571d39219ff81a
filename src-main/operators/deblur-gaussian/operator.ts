import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import { blurLink, evaluatedBlur } from '../convolution/blur-link';
import { gaussianPsf } from '../convolution/point-spread';
import type { Operator } from '../model/operator';

export const deblurGaussian = {
  kind: 'link',
  linkOf: ({ blur }, kernel) => {
    if (!kernel && blur === undefined) throw badRequest(said('needsBlur'));
    return blurLink(kernel ?? gaussianPsf(blur ?? 0));
  },
  evaluation: [
    {
      name: 'deblur-gaussian-1.5',
      fields: { blur: 1.5 },
      isCircular: true,
      build: (tools) => evaluatedBlur(tools, gaussianPsf(1.5)),
    },
    {
      name: 'deblur-gaussian-0.75',
      fields: { blur: 0.75 },
      isCircular: true,
      build: (tools) => evaluatedBlur(tools, gaussianPsf(0.75)),
    },
  ],
} as const satisfies Operator;
