import type { Rectangle } from '../../src-main/contract/geometry';
import { AT_REST, type Gesture } from '../mask/gesture';
import type { MaskListener } from '../mask/mask-editor';
import { changedLayers, type Dirty } from './changed-layers';
import { continueGesture, drawingTool } from './continue-gesture';
import {
  type PicturePoint,
  type Placement,
  pixelAt,
  type ViewPoint,
  viewPoint,
  viewToPicture,
} from './coordinates';
import type { Cursor } from './crosshair';
import { createCursorMarks } from './cursor-marks';
import { createFramePace } from './frame-pace';
import { createLayerMemory } from './layer-memory';
import { loadTile } from './load-tile';
import { createMaskGrid } from './mask-grid';
import { createMaskImages } from './mask-images';
import { bothPatches, type MaskPatch } from './paint-mask';
import { brushCursor, toolDrawing } from './paint-tools';
import { paintMaskLayer, paintPictures, paintToolLayer, type StageCanvases } from './painter';
import { type Pane, paneAt, panesOf } from './panes';
import { createReadoutPace } from './readout-pace';
import type { Sight } from './scene';
import type { StageProps, StageView } from './stage-types';
import { createTileCache } from './tile-cache';
import { type Frame, fitted, reframed, samePlacement, visibleArea, zoomOf } from './view';

/** A tile takes one megabyte; a large screen shows up to a hundred tiles of each picture. */
const CACHE = { kept: 320, loading: 8 };

/** The stage's engine, as pointer and keyboard input use it. */
export interface StageEngine {
  readonly canvases: StageCanvases;
  props(): StageProps;
  update(props: StageProps): void;
  resize(width: number, height: number, ratio: number): void;
  frame(): Frame;
  place(): Placement;
  /** Changes the placement; one that equals the fitted placement stays fitted when the window changes. */
  move(next: (place: Placement, frame: Frame) => Placement): void;
  paneAt(point: ViewPoint): Pane;
  toPicture(point: ViewPoint, pane: Pane): PicturePoint;
  gesture(): Gesture;
  /** Adds the current drawing to the mask, as far as it is complete. */
  finish(): void;
  /** Removes the last point of a line or of a keyboard's lasso; false if there is none. */
  takeBack(): boolean;
  setGesture(gesture: Gesture): void;
  setCursor(point: PicturePoint | null, crosshair: boolean): void;
  cursor(): Cursor | null;
  paint(what: Dirty): void;
  dispose(): void;
}

export function createStageEngine(canvases: StageCanvases, first: StageProps): StageEngine {
  let props = first;
  let size = { width: 1, height: 1 };
  let ratio = 1;
  let panes = panesOf(props.compare, size);
  let place: Placement = { scale: 1, x: 0, y: 0 };
  let isFitted = true;
  let told: StageView | null = null;
  let isLoading = false;
  let gesture: Gesture = AT_REST;
  let cursor: Cursor | null = null;
  const dirty = new Set<Dirty>();
  /** The part of the mask to repaint, if not all of it is repainted. */
  let patch: MaskPatch | null = null;
  const marks = createCursorMarks(canvases.cursors);
  const pace = createFramePace(paintNow);
  const readout = createReadoutPace((point) => props.onReadout?.({ point }));
  const grid = createMaskGrid(canvases.mask);
  const images = createMaskImages();
  const memory = createLayerMemory();
  const cache = createTileCache(
    loadTile,
    CACHE,
    () => {
      paint('pictures');
      if (props.through) paint('mask');
    },
    (bitmap) => bitmap.close(),
  );

  const frame = (): Frame => ({
    picture: props.extent,
    pane: { width: panes[0]?.width ?? size.width, height: size.height },
    ratio,
  });
  const sight = (): Sight => ({
    extent: props.extent,
    place,
    panes,
    ratio,
    visible: visibleArea(place, frame()),
  });
  function paint(what: Dirty): void {
    dirty.add(what);
    pace.schedule();
  }
  const paintAll = () => {
    for (const what of ['pictures', 'mask', 'tools'] as const) paint(what);
  };
  function paintNow(): void {
    const now = sight();
    const changed = new Set(dirty);
    const only = patch;
    dirty.clear();
    patch = null;
    if (changed.has('pictures')) tellLoading(paintPictures(canvases, props, now, size, cache, memory));
    if (changed.has('mask')) {
      if (!paintMaskLayer(grid, props, now, size, images, cache, null)) paint('mask');
    } else if (only !== null) {
      if (!paintMaskLayer(grid, props, now, size, images, cache, only)) paintPatch(only);
    }
    if (changed.has('tools')) paintToolLayer(canvases, toolDrawing(props, gesture), now, size);
    marks.show(brushCursor(props, cursor), now);
  }
  function paintPatch(more: MaskPatch): void {
    patch = patch === null ? more : bothPatches(patch, more);
    pace.schedule();
  }
  const tellLoading = (loading: boolean) => {
    if (loading !== isLoading) props.onLoading?.(loading);
    isLoading = loading;
  };
  const tell = () => {
    const view = { zoom: zoomOf(place, frame()), visible: visibleArea(place, frame()), fitted: isFitted };
    if (told !== null && sameView(told, view)) return;
    told = view;
    props.onViewChange?.(view);
  };
  const move: StageEngine['move'] = (next) => {
    place = next(place, frame());
    isFitted = samePlacement(place, fitted(frame()));
    paintAll();
    tell();
  };
  /** Adapts the placement to a changed frame: the middle stays in the middle, and a fitted picture is fitted again. */
  const settle = (before: Frame) => {
    place = isFitted ? fitted(frame()) : reframed(place, before, frame());
    paintAll();
    tell();
  };
  const maskChanged: MaskListener = (keys, within) => {
    images.forget(keys, within);
    if (keys === null) paint('mask');
    else if (keys.size > 0) paintPatch({ keys, within });
  };
  let leaveMask = props.mask?.subscribe(maskChanged);

  const engine: StageEngine = {
    canvases,
    props: () => props,
    update(next) {
      // A change of the tool must not lose the current drawing.
      if (props.tool !== next.tool || props.mask !== next.mask) engine.finish();
      const former = props;
      const before = frame();
      props = next;
      pace.spare(props.spare ?? false);
      readout.spare(props.spare ?? false);
      panes = panesOf(props.compare, size);
      if (former.mask !== next.mask) {
        leaveMask?.();
        leaveMask = next.mask?.subscribe(maskChanged);
        images.forget(null, null);
      }
      if (former.base !== next.base) cache.clear();
      const another =
        former.extent.width !== next.extent.width || former.extent.height !== next.extent.height;
      if (another) isFitted = true;
      if (another || former.picture.id !== next.picture.id) {
        memory.keepOnly(new Set());
        gesture = AT_REST;
        paint('tools');
      }
      if (another || before.pane.width !== frame().pane.width) settle(before);
      else for (const what of changedLayers(former, next)) paint(what);
    },
    resize(width, height, newRatio) {
      if (width < 1 || height < 1) return;
      const before = frame();
      size = { width, height };
      ratio = newRatio;
      panes = panesOf(props.compare, size);
      settle(before);
    },
    frame,
    place: () => place,
    move,
    paneAt: (point) => paneAt(panes, point) ?? { x: 0, width: size.width, height: size.height, before: 0 },
    toPicture: (point, pane) => viewToPicture(viewPoint(point.x - pane.x, point.y), place),
    gesture: () => gesture,
    finish() {
      const tool = drawingTool(engine);
      if (tool !== null) continueGesture(engine, tool, { type: 'leave' });
    },
    takeBack() {
      const tool = drawingTool(engine);
      if (tool === null || (gesture.sketch.kind !== 'line' && gesture.sketch.kind !== 'lasso')) return false;
      continueGesture(engine, tool, { type: 'back' });
      return true;
    },
    setGesture(next) {
      const drawn = isDrawn(gesture) || isDrawn(next);
      gesture = next;
      if (drawn) paint('tools');
    },
    setCursor(point, crosshair) {
      cursor = point === null ? null : { point, crosshair };
      pace.schedule();
      readout.point(pixelAt(point, props.extent));
    },
    cursor: () => cursor,
    paint,
    dispose() {
      pace.stop();
      readout.stop();
      engine.finish();
      leaveMask?.();
      cache.clear();
    },
  };
  return engine;
}

/** Whether a gesture is drawn on the tools' canvas; a stroke is drawn in the mask itself. */
function isDrawn({ sketch }: Gesture): boolean {
  return sketch.kind !== 'none' && sketch.kind !== 'stroke';
}

function sameView(a: StageView, b: StageView): boolean {
  const sides = (area: Rectangle) => [area.x, area.y, area.width, area.height].join(' ');
  return a.zoom === b.zoom && a.fitted === b.fitted && sides(a.visible) === sides(b.visible);
}
