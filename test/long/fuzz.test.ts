import { expect, it } from 'vitest';
import { type Figures, fuzz } from '../hostile/fuzz/fuzz';
import { openTargets } from '../hostile/fuzz/targets';
import { rounded, startRecord } from '../records/record';

/** Another seed makes other files; the test prints the seed it used. */
const SEED = Number(process.env['DAGUERRE_FUZZ_SEED'] ?? Date.now() % 1_000_000_000);
/** For all kinds together. */
const SECONDS = Number(process.env['DAGUERRE_FUZZ_SECONDS'] ?? 600);
/** Files of all kinds together; by default as many as the time allows. */
const FILES = Number(process.env['DAGUERRE_FUZZ_FILES'] ?? Number.POSITIVE_INFINITY);

it(
  'any damaged file or message is read or refused, and leaves nothing',
  async () => {
    const recording = await startRecord('fuzz');
    const { targets, folder, close } = await openTargets();
    process.stdout.write(`DAGUERRE_FUZZ_SEED=${SEED}\n`);
    const kinds: { kind: string; figures: Figures }[] = [];
    for (const [k, target] of targets.entries()) {
      const until = performance.now() + (1000 * SECONDS) / targets.length;
      // All of them together are exactly as many as were asked for.
      const files = Math.floor((FILES * (k + 1)) / targets.length) - Math.floor((FILES * k) / targets.length);
      const enough = (made: number) => (Number.isFinite(FILES) ? made >= files : performance.now() > until);
      const figures = await fuzz(target, SEED, folder, enough);
      kinds.push({ kind: target.name, figures });
      process.stdout.write(`${target.name}: ${JSON.stringify(figures)}\n`);
    }
    await close();
    expect(kinds.flatMap(({ figures }) => figures.finds)).toEqual([]);
    await recording.finish({
      seed: SEED,
      files: kinds.reduce((sum, { figures }) => sum + figures.files, 0),
      finds: 0,
      kinds: kinds.map(({ kind, figures: { finds: _, worstSeconds, ...figures } }) => ({
        kind,
        ...figures,
        worstSeconds: rounded(worstSeconds, 2),
      })),
    });
  },
  1000 * SECONDS + 3_600_000,
);
