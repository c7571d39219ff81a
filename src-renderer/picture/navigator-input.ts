import { picturePoint } from './coordinates';
import { navigatorScale } from './paint-navigator';
import type { StageEngine } from './stage-engine';
import { centred } from './view';

/** Makes the overview's frame draggable; returns a function that detaches it. */
export function attachNavigator(engine: StageEngine): () => void {
  const canvas = engine.canvases.navigator;
  const go = (event: PointerEvent) => {
    const box = canvas.getBoundingClientRect();
    const scale = navigatorScale(engine.props().extent);
    const middle = picturePoint(
      (event.clientX - box.left - canvas.clientLeft) / scale,
      (event.clientY - box.top - canvas.clientTop) / scale,
    );
    engine.move((place, frame) => centred(place.scale, middle, frame));
  };
  const onDown = (event: PointerEvent) => {
    canvas.setPointerCapture(event.pointerId);
    go(event);
  };
  const onMove = (event: PointerEvent) => {
    if (canvas.hasPointerCapture(event.pointerId)) go(event);
  };
  canvas.addEventListener('pointerdown', onDown);
  canvas.addEventListener('pointermove', onMove);
  return () => {
    canvas.removeEventListener('pointerdown', onDown);
    canvas.removeEventListener('pointermove', onMove);
  };
}
