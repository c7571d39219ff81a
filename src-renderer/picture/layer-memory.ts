import { isSamePicture } from '../../src-main/contract/window/basics';
import type { PlacedPicture } from './scene';

/** Chooses the picture of a layer while its next one is loading. */
export interface LayerMemory {
  /** The picture to show for a layer: the next one as soon as it is `ready`, until then the previous one. */
  shown(id: string, next: PlacedPicture, ready: (picture: PlacedPicture) => boolean): PlacedPicture;
  /** Forgets removed layers. */
  keepOnly(ids: ReadonlySet<string>): void;
}

export function createLayerMemory(): LayerMemory {
  const current = new Map<string, PlacedPicture>();
  return {
    shown(id, next, ready) {
      const former = current.get(id);
      if (former === undefined || isSamePicture(former.picture, next.picture) || ready(next)) {
        current.set(id, next);
        return next;
      }
      return { ...former, opacity: next.opacity };
    },
    keepOnly(ids) {
      for (const id of current.keys()) if (!ids.has(id)) current.delete(id);
    },
  };
}
