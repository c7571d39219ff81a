import { beforeAll, expect, it } from 'vitest';
import { freePort } from './queue/redis';
import { startBatch, told, workplace, writePhoto } from './support';

const place = workplace();
beforeAll(async () => {
  for (let i = 0; i < 5; i++) await writePhoto(place.at('photos', `${i}.jpg`), i, 96, 80);
});

it('a batch of this machine alone answers Prometheus while it runs', { timeout: 60_000 }, async () => {
  const port = await freePort();
  const batch = await startBatch(place.call('alone', { env: { DAGUERRE_METRICS: String(port) } }));
  await told(batch, 'done');
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const [done, waiting] = [/photos_total\{outcome="done"\} (\d+)/, /photos_waiting (\d+)/].map((pattern) =>
    Number(pattern.exec(text)?.[1]),
  );
  expect(done).toBeGreaterThan(0);
  expect(waiting).toBeLessThanOrEqual(5 - (done ?? 0));
  expect(text).toMatch(/daguerre_info\{role="batch",.*provider="cpu"\} 1/);
  expect((await batch.ended).status).toBe(0);
});
