import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeSoft } from '../cli/support';
import { boxTiles, fast, type Opened, openPhoto, place } from './support';

const scene = place(async (at) => {
  await writeSoft(at('photos', 'large.png'), 1600, 1100);
  await writeSoft(at('photos', 'middle.png'), 600, 400);
  await writeSoft(at('photos', 'small.png'), 96, 64);
});

let opened: Opened;
let large: string;
let middle: string;
let small: string;

/** Long enough to be stopped in the middle on any machine. */
const LONG = fast({ operator: 'denoise', noise: 10, steps: 400 });
const SHORT = fast({ operator: 'denoise', noise: 10 });

beforeEach(async () => {
  opened = await scene.open();
  large = (await openPhoto(opened, scene.at('photos', 'large.png'))).document.id;
  middle = (await openPhoto(opened, scene.at('photos', 'middle.png'))).document.id;
  small = (await openPhoto(opened, scene.at('photos', 'small.png'))).document.id;
});
afterEach(() => opened.studio.close());

/** Waits until a job's network has run. */
async function underWay(job: string): Promise<void> {
  await opened.told.until('job', ({ id, calls }) => id === job && calls > 0);
}

describe('the queue', () => {
  it('runs one job at a time in order, and reports each until its end', async () => {
    const { studio, told } = opened;
    const first = await studio.handlers.restore({ document: small, recipe: SHORT });
    const second = await studio.handlers.restore({ document: small, recipe: { ...SHORT, seed: 1 } });
    await told.end(second.job);
    const order = told.jobs.map(({ id, state }) => `${id === first.job ? 'first' : 'second'} ${state}`);
    expect(order.indexOf('second running')).toBeGreaterThan(order.indexOf('first done'));
  });

  it('runs a preview before waiting jobs, and ends an earlier preview', async () => {
    const { studio, told } = opened;
    const running = await studio.handlers.restore({ document: large, recipe: LONG });
    await underWay(running.job);
    const waiting = await studio.handlers.restore({ document: small, recipe: SHORT });
    const view = { x: 0, y: 0, width: 96, height: 64 };
    const old = await studio.handlers.preview({ document: small, recipe: SHORT, view });
    const fresh = await studio.handlers.preview({ document: small, recipe: SHORT, view });
    expect((await told.end(old.job)).state).toBe('cancelled');
    await studio.handlers.cancelJob({ job: running.job });
    expect((await told.end(fresh.job)).state).toBe('done');
    expect((await told.end(waiting.job)).state).toBe('done');
    const ends = told.jobs.filter(({ state }) => state === 'done').map(({ id }) => id);
    expect(ends).toEqual([fresh.job, waiting.job]);
    const [shown] = told.live.filter(({ job }) => job === fresh.job);
    expect(shown).toMatchObject({ preview: true, area: view, document: small });
    expect(await studio.readTile(shown.picture.id, 0, 0, 0)).toBeDefined();
  });

  it('tells a reloaded page about open photos with masks and results, and about running jobs', async () => {
    const { studio, told } = opened;
    await studio.handlers.updateMask({ document: small, tiles: boxTiles([10, 10, 20, 20]) });
    await told.end((await studio.handlers.restore({ document: middle, recipe: SHORT })).job);
    const running = await studio.handlers.restore({ document: large, recipe: LONG });
    const waiting = await studio.handlers.restore({ document: small, recipe: SHORT });
    await underWay(running.job);
    const { documents } = await studio.handlers.openDocuments({});
    expect(documents.map(({ document }) => document.id)).toEqual([large, middle, small]);
    expect(documents.map(({ mask }) => mask.length)).toEqual([0, 0, 1]);
    expect(documents.map(({ results }) => results.length)).toEqual([0, 1, 0]);
    const { jobs } = await studio.handlers.openJobs({});
    expect(jobs.map(({ id, state }) => [id, state])).toEqual([
      [running.job, 'running'],
      [waiting.job, 'waiting'],
    ]);
  });

  it('cancels a running job between two calls and leaves no files', async () => {
    const { studio, told, engine } = opened;
    const { job } = await studio.handlers.restore({ document: large, recipe: LONG });
    await underWay(job);
    const { pid } = engine.compute;
    await studio.handlers.cancelJob({ job });
    expect(await told.end(job)).toMatchObject({ state: 'cancelled', results: [] });
    expect(engine.compute.pid, 'the process lives on').toBe(pid);
  });

  it('pauses between two calls, lets a preview through, and continues', async () => {
    const { studio, told } = opened;
    const recipe = fast({ operator: 'denoise', noise: 10, steps: 12 });
    const { job } = await studio.handlers.restore({ document: middle, recipe });
    await underWay(job);
    await studio.handlers.pauseJob({ job });
    const paused = told.jobs.filter(({ id }) => id === job).at(-1);
    expect(paused?.state).toBe('paused');
    const view = { x: 0, y: 0, width: 96, height: 64 };
    const looked = await studio.handlers.preview({ document: small, recipe: SHORT, view });
    expect((await told.end(looked.job)).state).toBe('done');
    const last = told.jobs.filter(({ id }) => id === job).at(-1);
    expect(last?.state, 'still paused').toBe('paused');
    await studio.handlers.resumeJob({ job });
    expect(await told.end(job)).toMatchObject({ state: 'done', step: 12 });
  });

  it('lets the running job go on when one that was paused while it waited may continue', async () => {
    const { studio, told } = opened;
    const running = await studio.handlers.restore({ document: large, recipe: LONG });
    await underWay(running.job);
    const { job } = await studio.handlers.restore({ document: small, recipe: SHORT });
    await studio.handlers.pauseJob({ job });
    await studio.handlers.resumeJob({ job });
    const states = (id: string) => told.jobs.flatMap((one) => (one.id === id ? [one.state] : []));
    expect(states(job).at(-1)).toBe('waiting');
    expect(states(running.job)).not.toContain('cancelled');
    await studio.handlers.cancelJob({ job: running.job });
    expect((await told.end(job)).state).toBe('done');
  });

  it('stays paused if it is paused again before the stroke ends that its continuation waits for', async () => {
    const { studio, told, engine } = opened;
    const { job } = await studio.handlers.restore({ document: large, recipe: LONG });
    await underWay(job);
    await studio.handlers.pauseJob({ job });
    const tiles = boxTiles([40, 40, 12, 12]);
    const heal = fast({ operator: 'inpaint' });
    const { stroke } = await studio.handlers.heal({ document: middle, result: null, recipe: heal, tiles });
    await told.until('job', ({ id, state }) => id === stroke && state === 'running');
    const request = vi.spyOn(engine.compute, 'request');
    const resumed = studio.handlers.resumeJob({ job });
    await studio.handlers.pauseJob({ job });
    await resumed;
    expect((await told.end(stroke)).state).toBe('done');
    const holds = request.mock.calls.flatMap(([name, payload]) => (name === 'hold' ? [payload] : []));
    expect(holds).toEqual([{ name: job, on: true }]);
    await studio.handlers.cancelJob({ job });
  });

  it('leaves no pause behind when a paused job ends', async () => {
    const { studio, told, engine } = opened;
    const { job } = await studio.handlers.restore({ document: large, recipe: LONG });
    await underWay(job);
    const request = vi.spyOn(engine.compute, 'request');
    await studio.handlers.pauseJob({ job });
    await studio.handlers.cancelJob({ job });
    await told.end(job);
    const holds = request.mock.calls.flatMap(([name, payload]) => (name === 'hold' ? [payload] : []));
    expect(holds).toEqual([
      { name: job, on: true },
      { name: job, on: false },
    ]);
  });

  it('reports a job whose process died, and runs the next on a new process', async () => {
    const { studio, told, engine } = opened;
    const dying = await studio.handlers.restore({ document: large, recipe: LONG });
    const next = await studio.handlers.restore({ document: small, recipe: SHORT });
    await underWay(dying.job);
    const { pid } = engine.compute;
    expect(pid).toBeDefined();
    process.kill(pid ?? 0, 'SIGKILL');
    const failed = await told.end(dying.job);
    expect(failed.state).toBe('failed');
    expect(failed.said?.key).toBe('engineMemory');
    expect((await told.end(next.job)).state).toBe('done');
    expect(engine.compute.pid).not.toBe(pid);
  });

  it('ends the jobs of a photo that is closed', async () => {
    const { studio, told } = opened;
    await studio.handlers.updateMask({ document: large, tiles: boxTiles([10, 10, 700, 700]) });
    const { job } = await studio.handlers.restore({ document: large, recipe: LONG });
    await studio.handlers.closeDocument({ document: large });
    expect((await told.end(job)).state).toBe('cancelled');
    await expect(studio.handlers.restore({ document: large, recipe: SHORT })).rejects.toThrow(
      'no longer open',
    );
  });

  it('draws several samples as results of one run and estimates the time', async () => {
    const { studio, told } = opened;
    const recipe = fast({ operator: 'denoise', noise: 10, samples: 2, steps: 4 });
    const { job } = await studio.handlers.restore({ document: middle, recipe });
    const { results } = await told.end(job);
    expect(results.map(({ sample, run }) => [sample, run])).toEqual([
      [0, job],
      [1, job],
    ]);
    expect(results[0]).toMatchObject({ provider: 'The processor', warnings: expect.any(Array) });
    const told1 = told.jobs.filter(({ id, secondsLeft }) => id === job && secondsLeft !== null);
    expect(told1.length).toBeGreaterThan(0);
  });
});
