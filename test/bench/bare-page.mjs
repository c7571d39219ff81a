/** Milliseconds between two frames, with the wait for the screen: thirty a second, as on the stage during a restoration. */
const FRAME_MS = 25;

/** Draws a line after the pressed pointer, and does nothing else. */
const PAGE = `<!doctype html><body style="margin: 0"><canvas width="1400" height="900"></canvas><script>
const canvas = document.querySelector('canvas');
const context = canvas.getContext('2d');
context.lineWidth = 4;
let points = [];
let isDue = false;
const draw = () => {
  isDue = false;
  context.beginPath();
  for (const [x, y] of points) context.lineTo(x, y);
  context.stroke();
  points = points.slice(-1);
};
canvas.addEventListener('pointerdown', () => (points = []));
canvas.addEventListener('pointermove', ({ buttons, clientX, clientY }) => {
  if (buttons === 0) return;
  points.push([clientX, clientY]);
  if (!isDue) setTimeout(() => requestAnimationFrame(draw), ${FRAME_MS});
  isDue = true;
});
</script>`;

/** Lays a window with that page over the program's own while `work` runs, which is told where on the screen it lies. */
export async function withBarePage(app, work) {
  const box = { x: 0, y: 0, width: 1400, height: 900 };
  await app.evaluate(
    async ({ BrowserWindow }, [place, page]) => {
      globalThis.bare = new BrowserWindow({ ...place, frame: false });
      await globalThis.bare.loadURL(page);
    },
    [box, `data:text/html,${encodeURIComponent(PAGE)}`],
  );
  try {
    return await work(box);
  } finally {
    await app.evaluate(() => globalThis.bare.destroy());
  }
}
