import { badRequest } from '../../contract/errors';
import { said } from '../../contract/said';
import { blurLink, evaluatedBlur } from '../convolution/blur-link';
import { motionPsf } from '../convolution/point-spread';
import type { Operator } from '../model/operator';

export const deblurMotion = {
  kind: 'link',
  linkOf: ({ length, angle }, kernel) => {
    if (!kernel && length === undefined) throw badRequest(said('needsLength'));
    return blurLink(kernel ?? motionPsf(length ?? 0, angle ?? 0));
  },
  evaluation: [
    {
      name: 'deblur-motion-11',
      isCircular: true,
      build: (tools) => evaluatedBlur(tools, motionPsf(11, 30)),
    },
  ],
} as const satisfies Operator;
