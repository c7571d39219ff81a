import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll } from 'vitest';
import { z } from '../../../src-main/contract/schema';
import {
  openService,
  type RunningService,
  type ServiceOptions,
} from '../../../src-main/server/api/open-service';
import { TINY } from '../../cli/support';
import { requireBundles } from '../../transport/bundle';

export const KEY = 'a-key-of-the-tests';

/** A service with the tiny network, for all tests of a file. */
export function service(options: Partial<ServiceOptions> = {}) {
  let running: RunningService | undefined;
  const address = () => running?.address ?? '';
  beforeAll(async () => {
    requireBundles();
    running = await openService({
      host: '127.0.0.1',
      port: 0,
      key: KEY,
      network: { modelPath: TINY, provider: 'cpu' },
      waiting: 1,
      ...options,
    });
  }, 60_000);
  afterAll(() => running?.close());
  return {
    address,
    port: () => running?.port ?? 0,
    /** Sends a request with the key. */
    ask: (path: string, init: RequestInit = {}) =>
      fetch(`${address()}${path}`, {
        ...init,
        headers: { Authorization: `Bearer ${KEY}`, ...init.headers },
      }),
  };
}

/** The size of the photo, in pixels. */
export const [WIDTH, HEIGHT] = [150, 100];

/** A small photo as a part of a form, with other fields. */
export async function form(fields: Readonly<Record<string, string>>, name = 'coffee.jpg'): Promise<FormData> {
  const data = new FormData();
  const photo = await sharp('examples/coffee.jpg').resize(WIDTH, HEIGHT).jpeg({ quality: 93 }).toBuffer();
  data.set('photo', new Blob([new Uint8Array(photo)]), name);
  for (const [field, value] of Object.entries(fields)) data.set(field, value);
  return data;
}

/** The folders of this process's requests that are still there. */
export async function requestFolders(): Promise<string[]> {
  const served = (await readdir(tmpdir())).filter(
    (name) => name.startsWith('daguerre-served-') && name.includes(`-${process.pid}-`),
  );
  const inside = await Promise.all(served.map((name) => readdir(join(tmpdir(), name))));
  return inside.flat();
}

/** A service's metrics of its requests. */
export async function depthOf(address: string): Promise<{ waiting: number; running: number }> {
  const answer = await fetch(`${address}/v1/health`);
  return z.object({ waiting: z.int(), running: z.int() }).parse(await answer.json());
}
