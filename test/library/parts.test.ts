import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { describe, expect, it } from 'vitest';
import { said } from '../../src-main/contract/said';
import { hasEnded, newClaimant } from '../../src-main/library/claimant';
import { toCsv, writeLists } from '../../src-main/library/csv';
import { hashValue } from '../../src-main/library/hashes';
import { CLAIM_MS, Ledger } from '../../src-main/library/ledger';
import { masksIn, masksOf, requireMasks, withoutMasks } from '../../src-main/library/masks';
import { pathKey, resultPaths, sampleFiles } from '../../src-main/library/naming';
import { ledgerPath } from '../../src-main/library/open-batch';
import { selection } from '../../src-main/library/patterns';
import { parseRules, readRecipeFile } from '../../src-main/library/recipe-file';
import { scanFolder } from '../../src-main/library/scan';
import { TimeLeft } from '../../src-main/library/time-left';
import { workplace } from './support';

const place = workplace();

describe('patterns', () => {
  it('are about names in any folder, or about paths', () => {
    const wanted = selection(['*.jpg', 'scans/**'], ['*draft*', 'scans/old/**']);
    const paths = ['a.jpg', 'x/y/b.JPG', 'scans/c.tif', 'scans/old/d.jpg', 'my draft.jpg', 'e.png'];
    expect(paths.filter(wanted)).toEqual(['a.jpg', 'x/y/b.JPG', 'scans/c.tif']);
    expect(selection([], [])('anything')).toBe(true);
  });

  it('treat composed and decomposed accents as equal', () => {
    expect(selection(['caf\u00e9.*'], [])('cafe\u0301.jpg')).toBe(true);
  });
});

describe('names of results', () => {
  const named = (photo: string, output: object = {}, words: object = {}, count = 3) => {
    const rule = parseRules({ operator: 'denoise', ...words, output }, 'r');
    const paths = resultPaths(photo, rule);
    return Array.from({ length: count }, () => paths.next().value);
  };

  it('follow the template and keep the folders', () => {
    expect(named('a/b.jpg')).toEqual(['a/b.jpg', 'a/b-jpg.jpg', 'a/b-jpg-2.jpg']);
    expect(named('b.heic', { name: '{operator} {name} {seed}' }, { seed: 7 }, 1)).toEqual([
      'denoise b 7.jpg',
    ]);
    expect(named('a/b.HEIC', { format: 'tiff', name: '{name}.{extension}' }, {}, 1)).toEqual([
      'a/b.HEIC.tif',
    ]);
  });

  it('are never longer than file systems allow, and stay different if they are cut', () => {
    const [first] = named(`${'\u{1F305}'.repeat(60)}1.jpg`, { name: '{name}-restored' }, {}, 1);
    const [second] = named(`${'\u{1F305}'.repeat(60)}2.jpg`, { name: '{name}-restored' }, {}, 1);
    expect(Buffer.byteLength(first ?? '')).toBeLessThanOrEqual(240);
    expect(first).not.toBe(second);
    expect(Buffer.from(first ?? '').toString()).toBe(first);
  });

  it('are the same for file systems that fold case or compose accents', () => {
    expect(pathKey('A/Cafe\u0301.JPG')).toBe(pathKey('a/caf\u00e9.jpg'));
    expect(sampleFiles('a/b.c.png', 2)).toEqual(['a/b.c-1.png', 'a/b.c-2.png']);
  });
});

describe('a ledger', () => {
  const filled = (name: string, photos: readonly string[]) => {
    const ledger = Ledger.open(place.at(name));
    for (const [i, path] of photos.entries()) {
      ledger.add(path, {
        bytes: 100 - i,
        modified: 1,
        settingsHash: 's',
        settings: '{}',
        output: path,
        outputKey: path,
        error: null,
      });
    }
    return ledger;
  };

  it('hands each photo out once, in the requested order', () => {
    const ledger = filled('order.sqlite', ['a', 'b', 'c']);
    const other = Ledger.open(place.at('order.sqlite'));
    expect(ledger.claim('me', 'size')?.path).toBe('c');
    expect(other.claim('you', 'folder')?.path).toBe('a');
    expect(ledger.claim('me', 'folder')?.path).toBe('b');
    expect(other.claim('you', 'folder')).toBeUndefined();
    expect(ledger.counts()).toEqual({ waiting: 0, working: 3, done: 0, failed: 0, skipped: 0 });
    other.close();
    ledger.close();
  });

  it('takes photos back from ended processes and expired claims, and from nobody else', () => {
    const ledger = filled('claims.sqlite', ['a', 'b', 'c']);
    const dead = `${hostname()}/999999999/x`;
    const [mine, elsewhere] = [newClaimant(), 'another machine/1/x'];
    for (const claimant of [dead, mine, elsewhere]) ledger.claim(claimant, 'folder', 0);
    ledger.renew(mine, CLAIM_MS);
    ledger.renew(elsewhere, CLAIM_MS);
    ledger.releaseEnded(CLAIM_MS + 1);
    expect(ledger.inState('waiting').map(({ path }) => path)).toEqual(['a']);
    ledger.renew(mine, 2 * CLAIM_MS);
    ledger.releaseEnded(2 * CLAIM_MS + 1);
    expect(ledger.inState('working').map(({ path }) => path)).toEqual(['b']);
    ledger.close();
  });

  it('keeps results, ratings, recipes and facts', () => {
    const ledger = filled('kept.sqlite', ['a', 'b']);
    const row = ledger.claim('me', 'folder');
    if (!row) throw new Error('nothing to claim');
    ledger.finish(
      row,
      { contentHash: 'c', resultHash: 'r', megapixels: 2, seconds: 3, bytes: 5, modified: 6 },
      77,
    );
    ledger.rate(row.id, 4);
    ledger.setRecipes([row.id], '{"operator":"jpeg"}');
    ledger.setFact('f', '1');
    ledger.close();
    const again = Ledger.open(place.at('kept.sqlite'));
    expect(again.inState('done')).toEqual([
      expect.objectContaining({
        path: 'a',
        contentHash: 'c',
        resultHash: 'r',
        doneSettings: 's',
        rating: 4,
        recipe: '{"operator":"jpeg"}',
        finished: 77,
        claimedBy: null,
        tries: 1,
      }),
    ]);
    expect(again.remainingBytes()).toBe(99);
    expect(again.factsLike('f')).toEqual([['f', '1']]);
    again.close();
  });

  it('says in a sentence that it cannot be opened', async () => {
    await writeFile(
      place.at('no.sqlite'),
      'not a database, but long enough to be looked at as one'.repeat(40),
    );
    expect(() => Ledger.open(place.at('no.sqlite'))).toThrow(/ledger .*no\.sqlite can't be opened/);
  });
});

it('a claimant has ended if its process was killed, but not if it runs or is on another machine', () => {
  expect(hasEnded(newClaimant())).toBe(false);
  expect(hasEnded(`${hostname()}/999999999/x`)).toBe(true);
  expect(hasEnded('elsewhere/999999999/x')).toBe(false);
});

it("the ledger of two folders is the same before and after the results' folder exists, and through links", async () => {
  await mkdir(place.at('real/photos'), { recursive: true });
  await symlink(place.at('real'), place.at('link'));
  const of = (folder: string) =>
    ledgerPath({ input: place.at(folder, 'photos'), output: place.at(folder, 'new/results') }, '/l');
  const before = await of('link');
  expect(await of('real')).toBe(before);
  await mkdir(place.at('real/new/results'), { recursive: true });
  expect(await of('link')).toBe(before);
});

it('a scan tells what it leaves out, and why', async () => {
  const root = place.at('scan');
  await mkdir(`${root}/deep/results`, { recursive: true });
  for (const name of [
    'b.jpg',
    'a.PNG',
    'notes.txt',
    '.hidden.jpg',
    'raw.cr2',
    'deep/c.tif',
    'deep/results/d.png',
  ])
    await writeFile(`${root}/${name}`, name);
  await symlink('/etc', `${root}/etc`);
  const scan = await scanFolder(root, { include: [], exclude: [], notInto: [`${root}/deep/results`] });
  expect(scan.photos.map(({ path, bytes }) => [path, bytes])).toEqual([
    ['a.PNG', 5],
    ['b.jpg', 5],
    ['deep/c.tif', 10],
  ]);
  expect(scan.leftOut.map(({ path }) => path).sort()).toEqual(['etc', 'raw.cr2']);
  expect(scan.otherFiles).toBe(1);
});

it('masks are found in any case, and for the right one of two photos with the same stem', async () => {
  const root = place.at('masks');
  await mkdir(`${root}/s`, { recursive: true });
  for (const name of ['s/A.png', 's/b-mask.TIF', 's/c.jpg.png']) await writeFile(`${root}/${name}`, '');
  const maskFor = masksIn(root);
  expect(await maskFor('s/a.jpg')).toBe(`${root}/s/A.png`);
  expect(await maskFor('s/b.jpg')).toBe(`${root}/s/b-mask.TIF`);
  expect(await maskFor('s/c.jpg')).toBe(`${root}/s/c.jpg.png`);
  expect(await maskFor('s/c.tif')).toBeUndefined();
  expect(await maskFor('other/a.jpg')).toBeUndefined();
});

it('masks beside the photos are never the photos themselves, nor restored as photos', async () => {
  const root = place.at('beside');
  await mkdir(root, { recursive: true });
  const names = ['a.png', 'a-mask.png', 'b.jpg', 'b.png', 'b.jpg.png', 'c.png'];
  for (const name of names) await writeFile(`${root}/${name}`, '');
  const request = { masks: `${root}/`, input: root };
  const maskFor = masksOf(request);
  expect(await maskFor?.('a.png')).toBe(`${root}/a-mask.png`);
  expect(await maskFor?.('b.jpg')).toBe(`${root}/b.jpg.png`);
  expect(await maskFor?.('b.png')).toBeUndefined();
  expect(await maskFor?.('c.png')).toBeUndefined();
  const photos = names.map((path) => ({ path }));
  const left = (await withoutMasks(photos, request, maskFor)).map(({ path }) => path);
  expect(left).toEqual(['a.png', 'b.jpg', 'b.png', 'c.png']);
  const apart = { ...request, input: place.at('masks') };
  expect(await withoutMasks(photos, apart, masksOf(apart))).toEqual(photos);
});

it('a folder of masks that is missing is refused', async () => {
  await expect(requireMasks({ masks: place.at('nowhere') })).rejects.toThrow(/can't be read/);
});

it('a recipe may begin with the byte order mark of an editor', async () => {
  const path = place.at('marked.json');
  await writeFile(path, '\ufeff{"operator": "denoise", "noise": 5}');
  expect((await readRecipeFile(path)).recipe).toMatchObject({ operator: ['denoise'], noise: 5 });
});

it('lists are CSV that spreadsheets read, without formulas', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x,"y"\nz', 1],
        ['=1+1', null],
      ],
    ),
  ).toBe('\ufeffa,b\r\n"x,""y""\nz",1\r\n\'=1+1,\r\n');
});

it.each([
  ['=1', "'=1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@a', "'@a"],
  ['\uff1d1', "'\uff1d1"],
  ['a b-c=d.jpg', 'a b-c=d.jpg'],
  ['\t=1', `"'\t'=1"`],
  [' =1', `" '=1"`],
  ['a;=1', `"a;'=1"`],
  ['a|=1', `"a|'=1"`],
  ['a\t=1', `"a\t'=1"`],
  ['a,=1', `"a,'=1"`],
  ['a\n=1', `"a\n'=1"`],
  ['a;"=1', `"a;""'=1"`],
  ['a;b', '"a;b"'],
])('no cell of a list is a formula, however a spreadsheet splits lines: %j', (text, written) => {
  expect(toCsv([text], [])).toBe(`\ufeff${written}\r\n`);
});

it('lists name every file of a folder of 200,000 that hold no photo', async () => {
  await mkdir(place.at('lists'));
  const ledger = Ledger.open(place.at('lists.sqlite'));
  const reason = said('nothing');
  const leftOut = Array.from({ length: 200_000 }, (_, k) => ({ path: `${k}.txt`, reason }));
  try {
    await writeLists(place.at('lists'), ledger, leftOut);
  } finally {
    ledger.close();
  }
  expect((await readFile(place.at('lists', 'skipped.csv'), 'utf8')).split('\r\n')).toHaveLength(200_002);
});

it('equal settings have equal hashes', () => {
  expect(hashValue({ a: 1, b: { c: [1, 2], d: 3 } })).toBe(hashValue({ b: { d: 3, c: [1, 2] }, a: 1 }));
  expect(hashValue({ a: [1, 2] })).not.toBe(hashValue({ a: [2, 1] }));
});

it('the time left counts only the work, without pauses', () => {
  const left = new TimeLeft();
  left.start(0);
  expect(left.seconds(500, 1000)).toBeUndefined();
  left.add(100);
  expect(left.seconds(500, 10_000)).toBe(50);
  left.pause(10_000);
  expect(left.seconds(500, 90_000)).toBe(50);
  left.start(90_000);
  left.add(100);
  expect(left.seconds(300, 100_000)).toBe(30);
});
