import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uniforms } from '../analysis/support';
import { PROGRAM, TINY } from '../cli/support';
import { noise } from '../imaging/support';
import { type RedisServer, startRedis } from '../library/queue/redis';
import { startWorker } from '../library/queue/workers';
import { type Batching, contents, QUICK, runBatch, startBatch, told, workplace } from '../library/support';
import { startRecord } from '../records/record';
import { type KillFigures, type Kind, killOne, noKills, orphansOf } from './kill-run';

/** Kills of each kind in each place; DAGUERRE_LONG_KILLS sets fewer, to try the test itself. */
const KILLS = Number(process.env['DAGUERRE_LONG_KILLS'] ?? 20);
const PHOTOS = 60;

const place = workplace();
const random = uniforms(31);
let undisturbed = new Map<string, string>();

beforeAll(async () => {
  await mkdir(place.at('photos'));
  for (let i = 0; i < PHOTOS; i++) {
    const raw = { width: 160, height: 120, channels: 3 } as const;
    await sharp(noise(160 * 120 * 3, 8, i), { raw })
      .blur(2)
      .withExif({ IFD0: { Copyright: `${i}` } })
      .jpeg()
      .toFile(place.at('photos', `${i}.jpg`));
  }
  expect((await runBatch(batch('calm'))).status).toBe(0);
  undisturbed = await contents(place.at('calm'));
}, 600_000);

/** With metadata, so ExifTool runs for each photo. */
const RECIPE = { ...QUICK, output: { format: 'jpeg', metadata: 'keep' } };
const batch = (name: string, args: readonly string[] = []) => place.call(name, { recipe: RECIPE, args });

const KINDS: readonly Kind[] = ['program', 'compute', 'imaging', 'exiftool'];

describe.runIf(process.platform === 'linux')('killed at random moments,', () => {
  describe('alone,', () => {
    const record = recordsOf('kills-command-line', KINDS);
    it.each(KINDS)(
      'the %s of the command line leaves the old file or the new one, and no process',
      async (kind) => {
        const [out, tmp] = [place.at(`out-${kind}`), place.at(`tmp-${kind}`)];
        for (const folder of [out, tmp]) await mkdir(folder);
        const whole = await restored(out, tmp);
        const made = noKills();
        const started = performance.now();
        await finish(startRestore(out, tmp));
        const usual = performance.now() - started;
        for (let tries = 0; made.kills < KILLS && tries < 4 * KILLS; tries++) {
          await writeFile(`${out}/out.jpg`, 'old');
          const child = startRestore(out, tmp);
          const ended = finish(child);
          const life = kind === 'program' ? usual : kind === 'exiftool' ? 60 : 0.4 * usual;
          const { killed, family } = await killOne(
            child.pid ?? 0,
            kind,
            life * random(),
            () => child.exitCode !== null,
          );
          const meanwhile = await readFile(`${out}/out.jpg`, 'latin1');
          const status = await ended;
          if (!killed) continue;
          made.kills++;
          made.orphans += await orphansOf(family);
          const now = await readFile(`${out}/out.jpg`, 'latin1');
          for (const content of [meanwhile, now]) expect(['old', whole]).toContain(content);
          if (meanwhile === 'old') made.inTheMiddle++;
          if (status === 0) expect(now).toBe(whole);
          // One that has lost a process cleans up by itself; one that was killed leaves that to the next.
          if (kind === 'program') expect(await restored(out, tmp)).toBe(whole);
          expect(await readdir(out)).toEqual(['out.jpg']);
          expect(await readdir(tmp)).toEqual([]);
        }
        await record(kind, made);
      },
    );
  });

  describe('with a folder,', () => {
    const record = recordsOf('kills-batch', KINDS.slice(1));
    it.each(KINDS.slice(1))('the %s of a batch costs no photo', async (kind) => {
      const call = batch(`batch-${kind}`, ['--resume', '--retry-failed']);
      const made = noKills();
      for (let runs = 0; made.kills < KILLS && runs < KILLS; runs++) {
        // Done photos are kept: others make the work of further runs.
        const batching = await startBatch(
          runs === 0 ? call : { ...call, output: place.at(`batch-${kind}-${runs}`) },
        );
        await killMany(batching, kind, made);
        await batching.ended;
        if (runs > 0) await sameAfterAll({ ...call, output: place.at(`batch-${kind}-${runs}`) });
      }
      await sameAfterAll(call);
      await record(kind, made);
    });
  });

  describe('with a queue,', () => {
    const record = recordsOf('kills-worker', KINDS);
    let redis: RedisServer;
    beforeAll(async () => {
      redis = await startRedis(place.at());
    });
    afterAll(() => redis?.stop());

    it.each(KINDS)('the %s of a worker loses no photo', async (kind) => {
      const made = noKills();
      const data = place.at(`worker-${kind}`);
      const call = batch(`queued-${kind}`, ['--queue', redis.url, '--resume', '--retry-failed']);
      const start = () => startWorker({ queue: redis.url, data, args: ['--stalled-after', '1'] });
      for (let runs = 0; made.kills < KILLS && runs < KILLS; runs++) {
        const output = place.at(`queued-${kind}-${runs}`);
        const batching = await startBatch({ ...call, output });
        let worker = await start();
        const hasEnded = () => batching.child.exitCode !== null;
        while (made.kills < KILLS && !hasEnded()) {
          await told(worker, 'ready').catch(() => {});
          const family = await hit(worker, kind, made, hasEnded);
          if (kind !== 'program' || hasEnded()) continue;
          await worker.ended;
          made.orphans += await orphansOf(family);
          worker = await start();
        }
        await batching.ended;
        worker.child.kill('SIGTERM');
        await worker.ended;
        await sameAfterAll({ ...batch(`queued-${kind}`, ['--resume', '--retry-failed']), output });
      }
      // The next start of a worker removes what killed ones left.
      const last = await start();
      await told(last, 'ready');
      last.child.kill('SIGTERM');
      await last.ended;
      expect(await readdir(data)).toEqual([]);
      await record(kind, made);
    });
  });
});

/** Kills processes of a kind, one after another, while a batch runs. */
async function killMany(batching: Batching, kind: Kind, made: KillFigures): Promise<void> {
  const hasEnded = () => batching.child.exitCode !== null;
  let family: number[] = [];
  while (made.kills < KILLS && !hasEnded())
    family = [...family, ...(await hit(batching, kind, made, hasEnded))];
  await batching.ended;
  made.orphans += await orphansOf(family);
}

/** One kill; while photos are left to be done. */
async function hit(
  { child }: Batching,
  kind: Kind,
  made: KillFigures,
  hasEnded: () => boolean,
): Promise<number[]> {
  const { killed, family } = await killOne(child.pid ?? 0, kind, 600 * random(), hasEnded);
  if (killed) {
    made.kills++;
    if (!hasEnded()) made.inTheMiddle++;
  }
  // A process that starts anew has something to do before it is killed again.
  await pause(100);
  return family;
}

/** Whatever a batch has lost, its next run makes the same files as an undisturbed run. */
async function sameAfterAll(call: Parameters<typeof runBatch>[0]): Promise<void> {
  const { status, stderr } = await runBatch(call);
  expect([status, stderr]).toEqual([0, '']);
  expect(await contents(call.output)).toEqual(undisturbed);
  expect(await readdir(`${call.data}/tmp`)).toEqual([]);
}

function startRestore(out: string, tmp: string): ChildProcess {
  const words = [
    'restore',
    place.at('photos', '0.jpg'),
    '-o',
    'out.jpg',
    '--overwrite',
    '--operator',
    'denoise',
    '--noise',
    '8',
  ];
  return spawn(process.execPath, [PROGRAM, ...words, '--model', TINY, '--provider', 'cpu', '--steps', '8'], {
    cwd: out,
    env: { ...process.env, TMPDIR: tmp },
    stdio: 'ignore',
  });
}

async function finish(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

/** The file that an undisturbed run makes. */
async function restored(out: string, tmp: string): Promise<string> {
  expect(await finish(startRestore(out, tmp))).toBe(0);
  return readFile(`${out}/out.jpg`, 'latin1');
}

/** Records what the kills in one place came to, once those of all kinds have. */
function recordsOf(place: 'kills-command-line' | 'kills-batch' | 'kills-worker', kinds: readonly Kind[]) {
  const made: ({ kind: string } & KillFigures)[] = [];
  const recording = startRecord(place);
  return async (kind: string, figures: KillFigures): Promise<void> => {
    process.stdout.write(`${place}, ${kind}: ${JSON.stringify(figures)}
`);
    expect(figures.kills).toBe(KILLS);
    expect(figures.inTheMiddle, 'some kills came before the end').toBeGreaterThan(0);
    expect(figures.orphans).toBe(0);
    made.push({ kind, ...figures });
    if (made.length === kinds.length) await (await recording).finish({ kinds: made });
  };
}
