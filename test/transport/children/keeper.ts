import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeAtomically } from '../../../src-main/imaging/output';
import { Ledger } from '../../../src-main/library/ledger';
import { writeArchive } from '../../../src-main/studio/archive';
import { keepDocument } from '../../../src-main/studio/kept-document';
import { createThumbnailFiles } from '../../../src-main/studio/library/thumbnail-files';
import { openMaskJournal } from '../../../src-main/studio/mask-journal';
import { openPreferences } from '../../../src-main/studio/settings';
import type { Handlers } from '../../../src-main/transport/requests';
import { serve } from '../../../src-main/transport/serve';
import { type KeeperTable, keeperTable } from '../../hostile/faults/keeper-table';

const WANTED = {
  bytes: 1,
  modified: 1,
  settingsHash: 'a',
  settings: '{}',
  error: null,
} as const;

/** Writes to a ledger and closes it, however the writing ends. */
function inLedger(path: string, write: (ledger: Ledger) => void): null {
  const ledger = Ledger.open(path);
  try {
    write(ledger);
    return null;
  } finally {
    ledger.close();
  }
}

const handlers: Handlers<KeeperTable> = {
  settings: async ({ folder, language }) => {
    await (await openPreferences({ data: folder, state: folder }, () => {})).changeSettings({ language });
    return null;
  },
  marks: async ({ path, value }) => {
    const journal = await openMaskJournal(path);
    const tile = { column: 0, row: 0, bytes: new Uint8Array(3000).fill(value) };
    await journal.write([tile], () => [tile]);
    return null;
  },
  document: async ({ folder, name }) => {
    const first = { version: 1, name: '', path: '', page: 0, crops: [], file: null, project: null } as const;
    const rest = { repairs: null, looks: {}, unsaved: true, saved: '' };
    await keepDocument(folder, { ...first, crops: [], ...rest }).change({ name });
    return null;
  },
  thumbnail: async ({ folder, key, value }) => {
    await createThumbnailFiles(folder, 1 << 20).write(key, new Uint8Array(5000).fill(value));
    return null;
  },
  project: async ({ out, part, text }) => {
    await mkdir(dirname(out), { recursive: true });
    const parts = [{ name: 'photo/photo.png', path: part }];
    await writeAtomically(out, (temporary) =>
      writeArchive(temporary, { name: 'project.json', content: text }, parts),
    );
    return null;
  },
  finish: ({ path }) =>
    inLedger(path, (ledger) => {
      const [row] = ledger.all();
      if (!row) throw new RangeError('no photo is planned');
      const facts = { contentHash: 'b', resultHash: 'c', megapixels: 1, seconds: 1, bytes: 1, modified: 1 };
      ledger.finish(row, facts);
    }),
  plan: ({ path, photos }) =>
    inLedger(path, (ledger) => {
      ledger.together(() => {
        for (let k = 0; k < photos; k++)
          ledger.add(`${k}.jpg`, { ...WANTED, output: `${k}.png`, outputKey: `${k}` });
      });
    }),
};

serve(keeperTable, handlers);
