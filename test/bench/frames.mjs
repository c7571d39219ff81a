/**
 * 95th percentile of the milliseconds between two frames of the page while `work` is done. Asking for every frame makes
 * some of its own: what is timed beside the painting is timed without.
 */
export async function frameDuring(page, work) {
  await page.evaluate(() => {
    globalThis.frames = [];
    let last = performance.now();
    const frame = (now) => {
      globalThis.frames.push(now - last);
      last = now;
      globalThis.counting = requestAnimationFrame(frame);
    };
    globalThis.counting = requestAnimationFrame(frame);
  });
  await work();
  const frames = await page.evaluate(() => {
    cancelAnimationFrame(globalThis.counting);
    return globalThis.frames.slice(2);
  });
  return percentile(frames, 0.95);
}

export function median(values) {
  return percentile(values, 0.5);
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
