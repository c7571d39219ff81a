import { existsSync } from 'node:fs';
import { appendFile, copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect } from 'vitest';
import { Ledger } from '../../../src-main/library/ledger';
import { spawnEngine } from '../../../src-main/processes/spawn';
import { openMaskJournal } from '../../../src-main/studio/mask-journal';
import { type EngineProcess, engineProcess } from '../../../src-main/transport/engine-process';
import { noise, rawPicture } from '../../imaging/support';
import { requireBundles, testChild } from '../../transport/bundle';
import type { Writer, Writing } from './every-call';
import { type KeeperTable, keeperTable } from './keeper-table';

let root = '';
const at = (...names: string[]) => join(root, ...names);

/** Prepares what the writings need, for one test file. */
export function atFaults(): (...names: string[]) => string {
  beforeAll(async () => {
    requireBundles();
    root = await mkdtemp(join(tmpdir(), 'faults-'));
    await writeFile(at('part.png'), noise(20_000, 8));
    await sharp(noise(48 * 32 * 3, 8), { raw: { width: 48, height: 32, channels: 3 } })
      .withMetadata({ orientation: 1 })
      .jpeg()
      .toFile(at('source.jpg'));
    await rawPicture(at('picture.raw'), noise(240 * 160 * 3, 8, 2), 240, 160, 3);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  return at;
}

let keeper: EngineProcess<KeeperTable>;
const keeping: Writer = {
  begin: (env) => {
    keeper = engineProcess(keeperTable, testChild('keeper', env), { title: 'The keeper' });
  },
  end: () => keeper.stop(),
};

let imaging: ReturnType<typeof spawnEngine<'imaging'>>;
const saving: Writer = {
  begin: (env) => {
    imaging = spawnEngine('imaging', { env });
  },
  end: () => imaging.stop(),
};

/** A picture saved over an older file. */
function saved(name: string, metadata: 'keep' | 'remove'): Writing {
  return {
    prepare: (folder) => writeFile(join(folder, name), 'old'),
    write: (folder) =>
      imaging.request('encodePhoto', {
        pages: [{ path: at('picture.raw'), width: 240, height: 160, channels: 3, depth: 8 }],
        source: at('source.jpg'),
        out: join(folder, name),
        options: { metadata, ...(name.endsWith('.jpg') && { quality: 100 }) },
      }),
  };
}

const asked = (write: (folder: string) => Promise<null>) => async (folder: string) => {
  await write(folder);
};

function makeLedger(path: string): void {
  const ledger = Ledger.open(path);
  const hashes = { settingsHash: 'a', settings: '{}', output: 'x.png', outputKey: 'x' };
  ledger.add('x.jpg', { bytes: 1, modified: 1, ...hashes, error: null });
  ledger.claim('someone', 'folder');
  ledger.close();
}

/** Writes to a ledger that has one photo, which somebody restores; read as one that opens it later does. */
function inLedger(write: (path: string) => Promise<null>): Writing {
  return {
    prepare: async (folder) => {
      if (!existsSync(at('made.sqlite'))) makeLedger(at('made.sqlite'));
      await copyFile(at('made.sqlite'), join(folder, 'ledger.sqlite'));
    },
    write: asked((folder) => write(join(folder, 'ledger.sqlite'))),
    read: async (folder) => {
      const ledger = Ledger.open(join(folder, 'ledger.sqlite'));
      const words = ledger.all().map(({ path, state, resultHash }) => `${path} ${state} ${resultHash}`);
      ledger.close();
      expect(await readdir(folder)).toEqual(['ledger.sqlite']);
      return words.join('\n');
    },
  };
}

/** All that the program writes and that must stay whole. */
export const WRITINGS: Readonly<Record<string, readonly [Writer, Writing]>> = {
  'a PNG': [saving, saved('out.png', 'remove')],
  'a JPEG with its metadata': [saving, saved('out.jpg', 'keep')],
  'a PNG with its metadata': [saving, saved('out.png', 'keep')],
  'a TIFF with its metadata': [saving, saved('out.tif', 'keep')],
  'a WebP with its metadata': [saving, saved('out.webp', 'keep')],
  'an AVIF with its metadata': [saving, saved('out.avif', 'keep')],
  'a project': [
    keeping,
    {
      prepare: (folder) => writeFile(join(folder, 'a.daguerre'), 'old'),
      write: asked((folder) =>
        keeper.request('project', {
          out: join(folder, 'a.daguerre'),
          part: at('part.png'),
          text: 'contents',
        }),
      ),
      // An archive notes when it was made.
      read: async (folder) =>
        (await readFile(join(folder, 'a.daguerre'))).length > 20_000
          ? 'new'
          : readFile(join(folder, 'a.daguerre'), 'utf8'),
    },
  ],
  settings: [
    keeping,
    {
      prepare: (folder) => writeFile(join(folder, 'settings.json'), '{"language":"de"}'),
      write: asked((folder) => keeper.request('settings', { folder, language: 'fr' })),
    },
  ],
  'the record of an open photo': [
    keeping,
    {
      prepare: (folder) => writeFile(join(folder, 'document.json'), '{}'),
      write: asked((folder) => keeper.request('document', { folder, name: 'new' })),
    },
  ],
  'marks that are added': [keeping, marks(false)],
  'marks that are written anew': [keeping, marks(true)],
  'a thumbnail': [
    keeping,
    {
      prepare: async () => {},
      write: asked((folder) => keeper.request('thumbnail', { folder, key: 'abcd', value: 2 })),
      isQuiet: true,
    },
  ],
  'a photo that is done, in a ledger': [keeping, inLedger((path) => keeper.request('finish', { path }))],
  'the plan of a batch, in a ledger': [
    keeping,
    inLedger((path) => keeper.request('plan', { path, photos: 50 })),
  ],
};

/** Marks are appended to their file; one that is torn is written anew with all of them. */
function marks(isTorn: boolean): Writing {
  return {
    prepare: async (folder) => {
      const journal = await openMaskJournal(join(folder, 'tiles'));
      const tile = { column: 0, row: 0, bytes: new Uint8Array(3000).fill(1) };
      await journal.write([tile], () => [tile]);
      if (isTorn) await appendFile(join(folder, 'tiles'), 'torn');
    },
    write: asked((folder) => keeper.request('marks', { path: join(folder, 'tiles'), value: 2 })),
    read: async (folder) => {
      const { found } = await openMaskJournal(join(folder, 'tiles'));
      return found?.map(({ bytes }) => bytes.join()).at(-1) ?? 'none';
    },
  };
}
