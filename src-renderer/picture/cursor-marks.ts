import type { Cursor } from './crosshair';
import { deviceX, deviceY, type Sight } from './scene';
import styles from './stage.module.css';

/** Below this radius, in CSS pixels, a ring alone is hard to find. */
const SMALL = 3;

/** The brush's ring or the crosshair, one in each pane. */
export interface CursorMarks {
  /** `size` is the brush's diameter in picture pixels, 0 for none; null: nothing to show. */
  show(cursor: (Cursor & { readonly size: number }) | null, sight: Sight): void;
}

/**
 * Elements that the compositor moves, so that following the pointer needs no painting. A canvas of the stage's size would
 * be repainted for each move of the mouse.
 */
export function createCursorMarks(root: HTMLElement): CursorMarks {
  const marks: HTMLElement[] = [];
  return {
    show(cursor, sight) {
      while (marks.length < sight.panes.length) marks.push(root.appendChild(createMark()));
      marks.forEach((mark, i) => {
        const pane = sight.panes[i];
        mark.hidden = cursor === null || pane === undefined;
        if (cursor === null || pane === undefined) return;
        const { ratio } = sight;
        setStyle(mark, 'left', `${pane.x}px`);
        setStyle(mark, 'width', `${pane.width}px`);
        const ring = mark.firstElementChild;
        if (!(ring instanceof HTMLElement)) return;
        const radius = (cursor.size * sight.place.scale) / 2;
        const cross = cursor.crosshair || (radius > 0 && radius < SMALL);
        // Whole device pixels, so that the moving ring isn't blurred.
        const side = Math.max(2 * Math.round(radius * ratio), 2);
        const left = Math.round(deviceX(cursor.point.x, pane, sight) - pane.x * ratio - side / 2);
        const top = Math.round(deviceY(cursor.point.y, sight) - side / 2);
        setStyle(ring, 'width', `${side / ratio}px`);
        setStyle(ring, 'height', `${side / ratio}px`);
        ring.classList.toggle(styles['ring'] ?? '', radius > 0);
        ring.classList.toggle(styles['cross'] ?? '', cross);
        ring.style.transform = `translate(${left / ratio}px, ${top / ratio}px)`;
      });
    },
  };
}

function createMark(): HTMLElement {
  const mark = document.createElement('div');
  mark.className = styles['mark'] ?? '';
  mark.appendChild(document.createElement('div'));
  return mark;
}

/** Sets a style only if it changes, because setting it causes a layout. */
function setStyle(element: HTMLElement, name: 'left' | 'width' | 'height', value: string): void {
  if (element.style[name] !== value) element.style[name] = value;
}
