import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBatch, told, workplace, writePhoto } from '../support';
import { describeWithRedis, freePort, LEFT_OUT, type RedisServer, startRedis } from './redis';
import { endWorkersAfterEach, startWorker } from './workers';

const place = workplace();
const PHOTOS = 12;

/** The number of a metric at a port; undefined while it isn't there. */
async function read(port: number, name: string): Promise<number | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const line = (await answer.text()).split('\n').find((text) => text.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length));
}

describeWithRedis(`the metrics of a worker and of its batch${LEFT_OUT}`, () => {
  let redis: RedisServer;
  endWorkersAfterEach();
  beforeAll(async () => {
    for (let i = 0; i < PHOTOS; i++) await writePhoto(place.at('photos', `${i}.jpg`), i, 96, 80);
    redis = await startRedis(place.at());
  }, 60_000);
  afterAll(() => redis?.stop());

  it('count the same photos while they run', { timeout: 60_000 }, async () => {
    const [ofWorker, ofBatch] = [await freePort(), await freePort()];
    const args = ['--metrics', String(ofWorker)];
    const worker = await startWorker({ queue: redis.url, data: place.at('worker'), args });
    await told(worker, 'ready');
    await expect.poll(() => read(ofWorker, 'daguerre_queue_waiting')).toBe(0);
    const batch = await startBatch(
      place.call('shared', { args: ['--queue', redis.url, '--metrics', String(ofBatch)] }),
    );
    await told(batch, 'done', 2);
    expect(await read(ofBatch, 'daguerre_photos_total{outcome="done"}')).toBeGreaterThan(1);
    const { status, stderr } = await batch.ended;
    expect([status, stderr]).toEqual([0, `Metrics are at http://127.0.0.1:${ofBatch}/metrics.\n`]);
    // The batch's own end is the end of its metrics.
    await expect(read(ofBatch, 'daguerre_photos_total{outcome="done"}')).rejects.toThrow();
    expect(await read(ofWorker, 'daguerre_photos_total{outcome="done"}')).toBe(PHOTOS);
    expect(await read(ofWorker, 'daguerre_photo_seconds_count')).toBe(PHOTOS);
    expect(await read(ofWorker, 'daguerre_megapixels_total')).toBeCloseTo((PHOTOS * 96 * 80) / 1e6);
    expect(await read(ofWorker, 'daguerre_photos_running')).toBe(0);
    const text = await (await fetch(`http://127.0.0.1:${ofWorker}/metrics`)).text();
    expect(text).toMatch(/^daguerre_info\{role="worker",.*provider="cpu"\} 1$/m);
    if (process.platform === 'linux')
      expect(text).toContain('daguerre_engine_resident_memory_bytes{process="compute"} ');
  });

  it('refuse an invalid address before the work', async () => {
    const worker = await startWorker({
      queue: redis.url,
      data: place.at('none'),
      args: ['--metrics', 'here'],
    });
    const { status, stderr } = await worker.ended;
    expect([status, stderr]).toEqual([
      2,
      expect.stringContaining('--metrics must be a port, or ADDRESS:PORT'),
    ]);
  });
});
