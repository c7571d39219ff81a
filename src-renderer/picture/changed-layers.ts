import { isSamePicture } from '../../src-main/contract/window/basics';
import type { Compare, StageLayer, StageProps } from './stage-types';

/** Layers that may need repainting. */
export type Dirty = 'pictures' | 'mask' | 'tools';

type Painted = Pick<
  StageProps,
  | 'picture'
  | 'layers'
  | 'compare'
  | 'mask'
  | 'maskShown'
  | 'through'
  | 'base'
  | 'tool'
  | 'options'
  | 'crop'
  | 'streak'
>;

/** The layers that differ between two renderings; compares values, because the objects may be recreated. */
export function changedLayers(former: Painted, next: Painted): Dirty[] {
  const compared = !sameCompare(former.compare, next.compare);
  const shown =
    former.maskShown !== next.maskShown ||
    former.mask !== next.mask ||
    former.through?.id !== next.through?.id;
  const pictures =
    former.picture.id !== next.picture.id ||
    former.base !== next.base ||
    former.layers.length !== next.layers.length ||
    former.layers.some((layer, i) => !sameLayer(layer, next.layers[i]));
  const tools =
    former.tool !== next.tool ||
    former.options.size !== next.options.size ||
    former.crop !== next.crop ||
    former.streak !== next.streak;
  const changed: Dirty[] = [];
  if (tools || compared) changed.push('tools');
  if (pictures || compared || shown) changed.push('pictures');
  if (compared || shown) changed.push('mask');
  return changed;
}

function sameCompare(a: Compare, b: Compare): boolean {
  if (a.mode === 'slider' && b.mode === 'slider') return a.position === b.position;
  if (a.mode === 'hold' && b.mode === 'hold') return a.held === b.held;
  return a.mode === b.mode;
}

function sameLayer(a: StageLayer, b: StageLayer | undefined): boolean {
  return (
    b !== undefined &&
    a.id === b.id &&
    isSamePicture(a.picture, b.picture) &&
    a.opacity === b.opacity &&
    a.over === b.over &&
    a.framed === b.framed &&
    a.area.x === b.area.x &&
    a.area.y === b.area.y &&
    a.area.width === b.area.width &&
    a.area.height === b.area.height
  );
}
