import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requireBundles } from '../transport/bundle';
import { PROGRAM, TINY } from './support';

const README = readFileSync('README.md', 'utf8');

const PAGES = [
  'README.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join('docs', name)),
];

/** How a page calls the program. */
const PROGRAM_WORDS = /\b(?:npm start (?:--silent )?--|daguerre) (?=[a-z])/;

/**
 * The commands that a page shows, in its order, without the remarks beside them. A block under the comment `<!-- needs
 * a server -->` marks commands that can't run here; they are skipped.
 */
function commandsOf(text: string): string[] {
  const commands: string[] = [];
  let isLeftOut = false;
  for (const line of text.split('\n')) {
    const isCode = /^ {4}/.test(line);
    if (/^ *<!-- needs .+ -->$/.test(line)) isLeftOut = true;
    else if (line !== '' && !isCode) isLeftOut = false;
    if (isCode && !isLeftOut && PROGRAM_WORDS.test(line)) commands.push(line.replace(/ {2,}#.*$/, '').trim());
  }
  return commands;
}

const bare = (command: string) => command.replace(PROGRAM_WORDS, '');

/** The first one, if several pages show the same command. */
const COMMANDS = PAGES.flatMap((page) => commandsOf(readFileSync(page, 'utf8'))).filter(
  (command, at, all) => all.findIndex((other) => bare(other) === bare(command)) === at,
);

/** They need a server; test/library/queue runs them with one. */
const withQueue = (command: string) => command.includes('redis://');

/** The recipe that README shows. */
const RECIPE = /^ {4}(\{ "operator"[\s\S]*?\})\n\n/m.exec(README)?.[1] ?? '';

let folder = '';
beforeAll(async () => {
  requireBundles();
  folder = await mkdtemp(join(tmpdir(), 'daguerre-readme-'));
  const at = (name: string) => join(folder, name);
  await symlink(resolve('examples'), at('examples'));
  await writeFile(at('recipe.json'), RECIPE);
  await Promise.all(
    ['album', 'scans', 'scans/prints', 'prints'].map((name) => mkdir(at(name), { recursive: true })),
  );
  const photo = sharp('examples/coffee.jpg').resize(80, 60);
  const faded = photo.clone().linear(0.6, 60);
  await Promise.all([
    ...['small.jpg', 'album/a.jpg', 'scans/a.jpg', 'scans/prints/b.jpg', 'prints/a.jpg', 'scan.png'].map(
      (name) => photo.clone().toFile(at(name)),
    ),
    photo.clone().jpeg({ quality: 20 }).toFile(at('worn.jpg')),
    faded.toFile(at('faded.jpg')),
    photo.clone().greyscale().toFile(at('grey.png')),
    sharp({ create: { width: 80, height: 60, channels: 3, background: 'black' } })
      .composite([{ input: { create: { width: 60, height: 2, channels: 3, background: 'white' } } }])
      .toFile(at('scratches.png')),
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A page's command, with a tiny network and few calls unless it sets them itself. */
function run(command: string) {
  // A file stands in for a scanner's output.
  const line = command.replace(/^scanimage --format=png/, 'cat scan.png');
  return spawnSync('sh', ['-c', line.replace(PROGRAM_WORDS, '"$NODE" "$PROGRAM" ')], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE: process.execPath,
      PROGRAM,
      XDG_CONFIG_HOME: join(folder, 'settings'),
      DAGUERRE_DATA: join(folder, 'data'),
      DAGUERRE_MODEL: TINY,
      DAGUERRE_PROVIDER: 'cpu',
      DAGUERRE_STEPS: '2',
    },
  });
}

/** The files that a command says it writes. */
function outputsOf(command: string): string[] {
  const names = [/ -o (\S+)/.exec(command)?.[1], / > (\S+)/.exec(command)?.[1]];
  return names.flatMap((name) => (name === undefined || name === '-' ? [] : [name]));
}

describe.skipIf(process.platform === 'win32')(
  'every command of README and docs does what the text says',
  () => {
    test('there are commands to run', () => {
      expect(COMMANDS.filter((command) => !withQueue(command)).length).toBeGreaterThan(12);
      expect(JSON.parse(RECIPE)).toMatchObject({ operator: 'denoise' });
      expect(commandsOf(readFileSync('docs/tasks/scripting.md', 'utf8')).length).toBeGreaterThan(10);
      const text =
        '<!-- needs a moon -->\n\n    daguerre restore a\n\nText\n\n    daguerre restore b   # b\n';
      expect(commandsOf(text)).toEqual(['daguerre restore b']);
    });

    test.each(COMMANDS.filter((command) => !withQueue(command)))(
      '%s',
      { timeout: 120_000 },
      async (command) => {
        const { status, stderr } = run(command);
        expect([status, stderr.replace(/^The network .* was not trained on .*\n/gm, '')]).toEqual([
          0,
          expect.any(String),
        ]);
        if (command.includes('--dry-run')) return;
        for (const name of outputsOf(command)) {
          const entry = await stat(join(folder, name.replace('large.tif', 'large-1.tif')));
          if (entry.isDirectory()) expect(await readdir(join(folder, name))).not.toEqual([]);
          else expect(entry.size).toBeGreaterThan(0);
        }
      },
    );
  },
);
