import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROGRAM, scene, succeeded, TINY, writeSoft } from './support';

const { photo, beside, run } = scene(async (at) => {
  await writeSoft(at('p.png'), 48, 32);
});

/** A person's folders, by the variables of the XDG specification. */
async function person() {
  const home = await mkdtemp(beside('home-'));
  const at = (name: string) => join(home, name);
  const env = {
    DAGUERRE_DATA: '',
    XDG_CONFIG_HOME: at('config'),
    XDG_DATA_HOME: at('share'),
    XDG_STATE_HOME: at('state'),
    XDG_CACHE_HOME: at('cache'),
  };
  return { at, env };
}

describe.skipIf(process.platform !== 'linux')('on Linux, where data, state and cache are apart,', () => {
  test('a batch keeps its ledger with the data, and finds one of an earlier version', async () => {
    const { at, env } = await person();
    await writeFile(beside('recipe.json'), '{ "operator": "denoise", "noise": 9, "steps": 1 }');
    const options = ['--recipe', beside('recipe.json'), '--model', TINY, '--provider', 'cpu'];
    const words = ['batch', photo(''), '-o', at('out'), ...options];
    expect(succeeded(await run(words, { env })).stdout).toMatch(/^1 done \(1 now\)/);
    const ledgers = await readdir(at('share/daguerre/ledgers'));
    expect(ledgers.filter((name) => name.endsWith('.sqlite'))).toHaveLength(1);
    // As in earlier versions.
    await mkdir(at('config/Daguerre'), { recursive: true });
    await rename(at('share/daguerre/ledgers'), at('config/Daguerre/ledgers'));
    expect(succeeded(await run([...words, '--resume'], { env })).stdout).toMatch(/^1 done \(0 now\)/);
    expect(await readdir(at('share/daguerre/ledgers'))).toEqual(ledgers);
    expect(await readdir(at('config/Daguerre'))).toEqual([]);
  });

  test('the server keeps unsaved work with the state, and all in one folder by --data', async () => {
    const { at, env } = await person();
    const serve = async (...words: string[]) => {
      const child = spawn(process.execPath, [PROGRAM, 'serve', ...words], {
        env: { ...process.env, ...env },
      });
      await once(child.stdout, 'data');
      child.kill('SIGTERM');
      await once(child, 'close');
    };
    await serve();
    expect(await readdir(at('state/daguerre'))).toEqual(['sessions']);
    await serve('--data', at('own'));
    expect(await readdir(at('own'))).toContain('sessions');
  });
});
