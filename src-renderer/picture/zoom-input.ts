import { type ScreenPoint, screenPoint, screenToView, type ViewPoint, viewPoint } from './coordinates';
import type { StageEngine } from './stage-engine';
import { panned, zoomed } from './view';

export const whereOf = (event: MouseEvent): ScreenPoint => screenPoint(event.clientX, event.clientY);

/** The stage's upper left corner on the page. */
export function originOf(engine: StageEngine): ScreenPoint {
  const box = engine.canvases.tools.getBoundingClientRect();
  return screenPoint(box.left, box.top);
}

/** Converts a point of the page to the stage. */
export function inStage(engine: StageEngine, point: ScreenPoint): ViewPoint {
  return screenToView(point, originOf(engine));
}

/** Zooms about a point of the stage, in the pane that contains it. */
function zoomAbout(engine: StageEngine, point: ViewPoint, factor: number): void {
  const about = viewPoint(point.x - engine.paneAt(point).x, point.y);
  engine.move((place, frame) => zoomed(factor, about, place, frame));
}

/** Pans and zooms with two fingers: the point between them follows, and their distance sets the zoom. */
export function pinched(
  engine: StageEngine,
  before: readonly ScreenPoint[],
  after: readonly ScreenPoint[],
): void {
  const [a, b] = before;
  const [c, d] = after;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return;
  const apart = (p: ScreenPoint, q: ScreenPoint) => Math.max(Math.hypot(p.x - q.x, p.y - q.y), 1);
  const [x, y] = [(c.x + d.x - a.x - b.x) / 2, (c.y + d.y - a.y - b.y) / 2];
  engine.move((place, frame) => panned(x, y, place, frame));
  const middle = inStage(engine, screenPoint((c.x + d.x) / 2, (c.y + d.y) / 2));
  zoomAbout(engine, middle, apart(c, d) / apart(a, b));
}

/** Handles wheel and trackpad: two fingers pan; a pinch, which arrives as a wheel event with Ctrl, zooms at the pointer. */
export function attachWheel(engine: StageEngine): () => void {
  const canvas = engine.canvases.tools;
  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 24 : event.deltaMode === 2 ? 400 : 1;
    if (event.ctrlKey || event.metaKey) {
      // A mouse wheel's step is 100 or more, a trackpad's only a few.
      const steps = Math.min(Math.max(event.deltaY * unit, -40), 40);
      zoomAbout(engine, inStage(engine, whereOf(event)), Math.exp(-steps * 0.01));
    } else {
      engine.move((place, frame) => panned(-event.deltaX * unit, -event.deltaY * unit, place, frame));
    }
  };
  canvas.addEventListener('wheel', onWheel, { passive: false });
  return () => canvas.removeEventListener('wheel', onWheel);
}
