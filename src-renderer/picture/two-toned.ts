/** Draws a path in white with a black outline, visible on light and dark backgrounds. */
export function twoToned(context: CanvasRenderingContext2D, ratio: number, path: () => void): void {
  context.lineCap = 'butt';
  for (const [style, width] of [
    ['rgb(0 0 0 / 75%)', 3],
    ['#fff', 1.25],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width * ratio;
    context.beginPath();
    path();
    context.stroke();
  }
}
