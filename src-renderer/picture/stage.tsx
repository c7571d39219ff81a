import { type Ref, useImperativeHandle } from 'react';
import type { StageHandle, StageProps } from './stage-types';

export type * from './stage-types';

/** The document's picture with all that lies over it: zoomed, panned, compared, painted on. */
export function Stage({ ref, labels }: StageProps & { readonly ref?: Ref<StageHandle> }) {
  useImperativeHandle(ref, () => ({
    fit() {},
    actualSize() {},
    zoomBy() {},
    panBy() {},
    zoomTo() {},
    focus() {},
  }));
  return <canvas aria-label={labels.picture} />;
}
