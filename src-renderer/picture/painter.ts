import type { Extent, Rectangle } from '../../src-main/contract/geometry';
import { stampedPath } from '../../src-main/contract/window/basics';
import type { LayerMemory } from './layer-memory';
import type { MaskGrid } from './mask-grid';
import type { MaskImages } from './mask-images';
import { type MaskPatch, paintMask } from './paint-mask';
import { navigatorScale, paintNavigator } from './paint-navigator';
import { type GetTile, type IsSettled, isMissing, paintPicture } from './paint-picture';
import { paintTools, type ToolDrawing } from './paint-tools';
import { deviceBox, type PlacedPicture, paneBox, type Sight, stacks } from './scene';
import type { StageProps } from './stage-types';
import type { TileCache } from './tile-cache';
import { addressesFor, tilesInSight } from './tiles-in-sight';
import { twoToned } from './two-toned';

/** The canvases of a stage, from bottom to top. */
export interface StageCanvases {
  readonly pictures: HTMLCanvasElement;
  /** Contains the mask's canvases. */
  readonly mask: HTMLElement;
  readonly tools: HTMLCanvasElement;
  readonly navigator: HTMLCanvasElement;
  /** Contains the marks of the cursor, which are elements. */
  readonly cursors: HTMLElement;
}

type Props = Pick<StageProps, 'picture' | 'extent' | 'layers' | 'mask' | 'maskShown' | 'through' | 'base'>;

/** Fits a canvas, whose size is in CSS pixels, to the screen's resolution; returns its cleared context. */
function fresh(canvas: HTMLCanvasElement, size: Extent, ratio: number): CanvasRenderingContext2D | null {
  const context = canvas.getContext('2d');
  const width = Math.max(1, Math.round(size.width * ratio));
  const height = Math.max(1, Math.round(size.height * ratio));
  canvas.style.width = `${width / ratio}px`;
  canvas.style.height = `${height / ratio}px`;
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  } else context?.clearRect(0, 0, width, height);
  return context;
}

/**
 * Paints document and layers, before and after in their parts of each pane, and requests missing tiles from the cache.
 * Returns whether a visible part of the document can't be painted yet.
 */
export function paintPictures(
  canvases: StageCanvases,
  props: Props,
  sight: Sight,
  size: Extent,
  cache: TileCache<ImageBitmap>,
  memory: LayerMemory,
): boolean {
  const context = fresh(canvases.pictures, size, sight.ratio);
  if (context === null) return false;
  const get: GetTile = (address) => cache.get(props.base + address);
  const settled: IsSettled = (address) => cache.settled(props.base + address);
  const { before, after } = stacks(props.picture, props.extent, props.layers);
  const ready = (placed: PlacedPicture) =>
    tilesInSight(placed, sight).tiles.every((tile) =>
      settled(stampedPath(placed.picture, tile.level, tile.column, tile.row)),
    );
  memory.keepOnly(new Set(after.map(({ id }) => id)));
  const shown = new Map(after.map((placed) => [placed.id, memory.shown(placed.id, placed, ready)]));
  const visible = (stack: typeof after) => stack.map((placed) => shown.get(placed.id) ?? placed);

  if (props.maskShown !== 'alone' || props.mask === null) {
    for (const pane of sight.panes) {
      const split = pane.x + pane.width * pane.before;
      inPart(context, pane.x, split, pane, sight, () => {
        for (const placed of visible(before)) paintPicture(context, placed, pane, sight, get);
      });
      inPart(context, split, pane.x + pane.width, pane, sight, () => {
        for (const placed of visible(after)) paintPicture(context, placed, pane, sight, get);
        for (const layer of props.layers) if (layer.framed) paintFrame(context, layer.area, pane, sight);
      });
    }
  }
  const through = placedThrough(props);
  const seen = [...after, ...visible(after), ...(through ? [through] : [])];
  const addresses = seen.map((placed) => addressesFor(placed, sight));
  cache.want(
    [...addresses.flatMap(({ urgent }) => urgent), ...addresses.flatMap(({ later }) => later)].map(
      (address) => props.base + address,
    ),
  );
  paintOverview(canvases.navigator, visible(after), props, sight, get);
  const [document] = before;
  return document !== undefined && isMissing(document, sight, get, settled);
}

/** Paints into a part of a pane; `from` and `to` are in CSS pixels of the stage. */
function inPart(
  context: CanvasRenderingContext2D,
  from: number,
  to: number,
  pane: Sight['panes'][number],
  sight: Sight,
  paint: () => void,
): void {
  const [left, right] = [Math.round(from * sight.ratio), Math.round(to * sight.ratio)];
  if (right <= left) return;
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, pane.height * sight.ratio);
  context.clip();
  paint();
  context.restore();
}

function paintFrame(
  context: CanvasRenderingContext2D,
  area: Rectangle,
  pane: Sight['panes'][number],
  sight: Sight,
): void {
  const { x, y, width, height } = deviceBox(area, pane, sight);
  twoToned(context, sight.ratio, () => context.rect(x, y, width, height));
}

function paintOverview(
  canvas: HTMLCanvasElement,
  stack: readonly PlacedPicture[],
  { extent }: Props,
  sight: Sight,
  get: GetTile,
): void {
  const { visible } = sight;
  canvas.hidden = visible.width >= extent.width - 0.5 && visible.height >= extent.height - 0.5;
  if (canvas.hidden) return;
  const scale = navigatorScale(extent);
  const context = fresh(canvas, { width: extent.width * scale, height: extent.height * scale }, sight.ratio);
  if (context !== null) paintNavigator(context, stack, extent, visible, sight.ratio, get);
}

/** Milliseconds per frame for creating images of mask tiles. */
const MASK_TIME = 8;

/** Paints the mask, or `only` a part of it; false if images of some tiles must follow in another frame. */
export function paintMaskLayer(
  grid: MaskGrid,
  props: Props,
  sight: Sight,
  size: Extent,
  images: MaskImages,
  cache: TileCache<ImageBitmap>,
  only: MaskPatch | null,
): boolean {
  if (only === null) grid.fit(size, sight.ratio);
  if (props.mask === null || props.maskShown === 'hidden') return true;
  images.begin(performance.now() + MASK_TIME);
  const placed = placedThrough(props);
  const get: GetTile = (address) => cache.get(props.base + address);
  const through =
    placed &&
    ((context: CanvasRenderingContext2D, pane: Sight['panes'][number]) =>
      paintPicture(context, placed, pane, sight, get));
  for (const pane of sight.panes) {
    paintMask(grid, props.mask.tiles(), props.maskShown, pane, sight, images, only, through);
  }
  return !images.late();
}

/** The picture that is visible through the mask, placed over the whole document. */
function placedThrough({ through, extent }: Props): PlacedPicture | null {
  return through ? { picture: through, area: { x: 0, y: 0, ...extent }, opacity: 1 } : null;
}

export function paintToolLayer(
  canvases: StageCanvases,
  drawing: ToolDrawing,
  sight: Sight,
  size: Extent,
): void {
  const context = fresh(canvases.tools, size, sight.ratio);
  if (context === null) return;
  for (const pane of sight.panes)
    inPane(context, pane, sight, () => paintTools(context, drawing, pane, sight));
}

function inPane(
  context: CanvasRenderingContext2D,
  pane: Sight['panes'][number],
  sight: Sight,
  paint: () => void,
): void {
  const { x, y, width, height } = paneBox(pane, sight);
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  paint();
  context.restore();
}
