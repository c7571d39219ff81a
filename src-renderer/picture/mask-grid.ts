import type { Extent, Rectangle } from '../../src-main/contract/geometry';

/** Side of a cell in device pixels: about that of the browser's own raster tiles. */
const SIDE = 256;

/** A part of the stage with its own canvas. */
export interface MaskCell {
  /** In device pixels of the stage. */
  readonly area: Rectangle;
  /** Paints within `part`; the context's units are device pixels of the stage. */
  paint(part: Rectangle, work: (context: CanvasRenderingContext2D) => void): void;
}

/**
 * A canvas that consists of small ones. A stroke changes a few of them, and only these are redrawn. A single canvas of
 * the stage's size would be copied and drawn completely for each frame of a stroke, by the cores that run a restoration.
 */
export interface MaskGrid {
  /** Fits it to a stage, whose size is in CSS pixels, at the screen's resolution, and clears it. */
  fit(size: Extent, ratio: number): void;
  cells(): readonly MaskCell[];
}

export function createMaskGrid(root: HTMLElement): MaskGrid {
  let cells: ReturnType<typeof createCell>[] = [];
  let fitted = '';
  return {
    fit(size, ratio) {
      const width = Math.max(1, Math.round(size.width * ratio));
      const height = Math.max(1, Math.round(size.height * ratio));
      const wanted = `${width} ${height} ${ratio}`;
      if (wanted === fitted) {
        for (const cell of cells) cell.clear();
        return;
      }
      fitted = wanted;
      cells = [...squares(width, height)].map((area) => createCell(area, ratio));
      root.replaceChildren(...cells.map(({ canvas }) => canvas));
    },
    cells: () => cells,
  };
}

function* squares(width: number, height: number): Generator<Rectangle> {
  for (let y = 0; y < height; y += SIDE) {
    for (let x = 0; x < width; x += SIDE) {
      yield { x, y, width: Math.min(SIDE, width - x), height: Math.min(SIDE, height - y) };
    }
  }
}

function createCell(area: Rectangle, ratio: number) {
  const canvas = document.createElement('canvas');
  const { x, y, width, height } = area;
  canvas.width = width;
  canvas.height = height;
  Object.assign(canvas.style, {
    left: `${x / ratio}px`,
    top: `${y / ratio}px`,
    width: `${width / ratio}px`,
    height: `${height / ratio}px`,
  });
  let empty = true;
  return {
    area,
    canvas,
    clear() {
      if (!empty) canvas.getContext('2d')?.clearRect(0, 0, width, height);
      empty = true;
    },
    paint(part: Rectangle, work: (context: CanvasRenderingContext2D) => void) {
      const context = canvas.getContext('2d');
      if (context === null) return;
      empty = false;
      context.save();
      context.translate(-x, -y);
      context.beginPath();
      context.rect(part.x, part.y, part.width, part.height);
      context.clip();
      work(context);
      context.restore();
    },
  };
}
