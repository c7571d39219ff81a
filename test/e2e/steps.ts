import { join } from 'node:path';
import type { ElectronApplication, Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { type Job, jobSchema, type Live, liveSchema } from '../../src-main/contract/window/jobs';
import { answerDialogs } from './desktop';
import { expect } from './fixtures';

/** What a person does in the window, by the words that stand there in English. */

/** Writes a photo of the extent, made from an example; its format is the name's. */
export async function writePhoto(path: string, width = 240, height = 160): Promise<void> {
  await sharp('examples/coffee.jpg').resize(width, height, { fit: 'fill' }).toFile(path);
}

/** Chooses a file in the system's dialog. */
export async function chooseFile(app: ElectronApplication, page: Page, path: string): Promise<void> {
  await answerDialogs(app, { open: [path] });
  // Keys mean something once the page is there.
  await expect(
    page.getByRole('button', { name: 'Open photo …' }).or(page.getByRole('application')),
  ).toBeVisible();
  await page.keyboard.press('ControlOrMeta+o');
}

export async function openPhoto(app: ElectronApplication, page: Page, path: string, name: string) {
  await chooseFile(app, page, path);
  await expect(page.getByLabel(`Photo ${name}`)).toBeVisible({ timeout: 30_000 });
}

/** Writes a photo into a folder and opens it: photo.png. */
export async function openNewPhoto(
  app: ElectronApplication,
  page: Page,
  folder: string,
  width?: number,
  height?: number,
): Promise<void> {
  const path = join(folder, 'photo.png');
  await writePhoto(path, width, height);
  await openPhoto(app, page, path, 'photo.png');
}

export async function tick(page: Page, repair: string): Promise<void> {
  const box = page.getByRole('checkbox', { name: repair, exact: true });
  // The box itself is only drawn; a click has to go to its label.
  if (!(await box.isChecked())) await page.locator('label').filter({ has: box }).click();
  await expect(box).toBeChecked();
}

export async function untick(page: Page, repair: string): Promise<void> {
  const box = page.getByRole('checkbox', { name: repair, exact: true });
  if (await box.isChecked()) await page.locator('label').filter({ has: box }).click();
  await expect(box).not.toBeChecked();
}

/** A place of the stage, as shares of its width and height. */
export type Place = readonly [number, number];

/** Paints a stroke across the middle of the stage, where a photo that fits the window is. */
export async function paint(page: Page, from: Place, to: Place): Promise<void> {
  await page.getByRole('button', { name: 'Brush: mark damage' }).click();
  await stroke(page, from, to);
  await expect(page.getByText(/% of the photo is marked/)).toBeVisible();
}

/** Drags the mouse over the stage with the chosen tool. */
export async function stroke(page: Page, from: Place, to: Place): Promise<void> {
  const stage = page.getByRole('application');
  // When what stands above it has grown, the stage is painted in its new size with the next frame.
  await expect.poll(() => shortOfItsPlace(stage)).toBeLessThan(1);
  const box = await stage.boundingBox();
  if (!box) throw new Error('the stage is not on screen');
  await page.mouse.move(box.x + box.width * from[0], box.y + box.height * from[1]);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to[0], box.y + box.height * to[1], { steps: 8 });
  await page.mouse.up();
}

/** The difference between an element's height and its parent's, in CSS pixels. */
function shortOfItsPlace(element: Locator): Promise<number> {
  return element.evaluate((inner) => {
    const outer = inner.parentElement?.getBoundingClientRect().height ?? 0;
    return Math.abs(outer - inner.getBoundingClientRect().height);
  });
}

export const restoreButton = (page: Page) => page.getByRole('button', { name: 'Restore', exact: true });

export const candidate = (page: Page, number: number) =>
  page
    .getByRole('region', { name: 'Candidates' })
    .getByRole('button', { name: `Candidate ${number}`, exact: true });

/** All job events that the page receives from now on. */
export interface JobLog {
  /** In the order in which it came; 'mark' stands where mark() was called or an element was pressed. */
  all(): Promise<readonly (Job | 'mark')[]>;
  /** The newest state of the restorations, in the order in which they were asked for. */
  restorations(): Promise<readonly Job[]>;
  /** From now on a press on an element with this label is marked in the log before the press does anything. */
  markPress(label: string): Promise<void>;
}

export async function listenToJobs(page: Page): Promise<JobLog> {
  const heard = await page.evaluateHandle(() => {
    const log: unknown[] = [];
    globalThis.daguerre.on('job', (job) => log.push(job));
    return log;
  });
  const all = async () => {
    const entries: unknown[] = await heard.jsonValue();
    return entries.map((entry) => (entry === 'mark' ? ('mark' as const) : jobSchema.parse(entry)));
  };
  return {
    all,
    restorations: async () => {
      const newest = new Map<string, Job>();
      for (const entry of await all()) if (entry !== 'mark') newest.set(entry.id, entry);
      return [...newest.values()].filter(({ kind }) => kind === 'restore');
    },
    markPress: (label) =>
      heard.evaluate((log, wanted) => {
        window.addEventListener(
          'pointerdown',
          ({ target }) => {
            if (target instanceof Element && target.closest(`[aria-label="${wanted}"]`)) log.push('mark');
          },
          { capture: true },
        );
      }, label),
  };
}

/** Waits until the restoration (from 0) has done that many of the network's calls. */
export async function waitForCalls(log: JobLog, calls: number, which = 0): Promise<void> {
  await expect
    .poll(async () => (await log.restorations())[which]?.calls ?? 0, { timeout: 60_000, intervals: [20] })
    .toBeGreaterThanOrEqual(calls);
}

export async function waitForState(log: JobLog, state: Job['state'], which = 0): Promise<void> {
  await expect
    .poll(async () => (await log.restorations())[which]?.state, { timeout: 90_000, intervals: [50] })
    .toBe(state);
}

/** Process id of a utility process of the engine, as long as there is one. */
export function enginePid(
  app: ElectronApplication,
  kind: 'compute' | 'imaging',
): Promise<number | undefined> {
  return app.evaluate(
    ({ app: running }, name) => running.getAppMetrics().find((metric) => metric.name === name)?.pid,
    `Daguerre ${kind}`,
  );
}

export function pagePid(app: ElectronApplication): Promise<number | undefined> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
}

/** Makes the page pause the next restoration as soon as it runs, so the state lasts with a fast network too. */
export async function pauseNextRestoration(page: Page): Promise<void> {
  await page.evaluate(() => {
    const stop = globalThis.daguerre.on('job', (job) => {
      if (typeof job !== 'object' || job === null || !('id' in job) || typeof job.id !== 'string') return;
      if (!('kind' in job) || job.kind !== 'restore' || !('state' in job) || job.state !== 'running') return;
      stop();
      void globalThis.daguerre.requests.pauseJob({ job: job.id });
    });
  });
}

/** All preview pictures that are shown from now on. */
export async function listenToPreviews(page: Page): Promise<() => Promise<Live[]>> {
  const heard = await page.evaluateHandle(() => {
    const log: unknown[] = [];
    globalThis.daguerre.on('live', (live) => log.push(live));
    return log;
  });
  return async () => {
    const entries: unknown[] = await heard.jsonValue();
    return entries.map((entry) => liveSchema.parse(entry)).filter(({ preview }) => preview);
  };
}
