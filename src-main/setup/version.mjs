// `npm run release -- minor` runs this after it has raised the version in package.json and before it commits (`npm
// version` alone runs no scripts here, see .npmrc). It dates the changes and writes the version to all other files that
// have it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.cwd();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
// https://reproducible-builds.org/specs/source-date-epoch
const made = process.env.SOURCE_DATE_EPOCH;
const date = (made ? new Date(1000 * Number(made)) : new Date()).toISOString().slice(0, 10);

/** Each file with the function that changes its text; missing files are skipped. */
const CHORES = {
  'CHANGELOG.md': dated,
  'src-main/setup/linux/metainfo.xml': (text) =>
    replaced(text, '  <releases>\n', `  <releases>\n    <release version="${version}" date="${date}" />\n`),
  'models/training/pyproject.toml': (text) =>
    replaced(text, /^version = "[^"]*"$/m, `version = "${version}"`),
  ...Object.fromEntries(
    ['examples/engine/node', 'examples/engine/electron', 'examples/engine/browser', 'test/api/consumer'].map(
      (folder) => [
        `${folder}/package.json`,
        (text) => replaced(text, /"daguerre-engine": "[^"]*"/, `"daguerre-engine": "${version}"`),
      ],
    ),
  ),
};

try {
  const there = Object.entries(CHORES).filter(([path]) => existsSync(join(root, path)));
  // All texts are computed before any is written.
  const texts = there.map(([path, chore]) => [path, chore(readFileSync(join(root, path), 'utf8'), path)]);
  for (const [path, text] of texts) writeFileSync(join(root, path), text);
  const paths = texts.map(([path]) => path);
  const { status } = spawnSync('git', ['add', '--', ...paths], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`git could not add ${paths.join(', ')}.`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

/** Gives the unreleased changes the version as heading, below a new heading for unreleased changes. */
function dated(text, path) {
  const [, changes = ''] = /^## Unreleased\n(.*?)(?=^## )/ms.exec(`${text}\n## `) ?? [];
  if (changes.trim() === '')
    throw new Error(`${path} has nothing under "## Unreleased": say first what users will notice.`);
  return text.replace(/^## Unreleased\n/m, `## Unreleased\n\n## ${version} - ${date}\n`);
}

function replaced(text, what, by) {
  const changed = text.replace(what, by);
  if (changed === text)
    throw new Error(`There is no place for the version ${version} where ${what} was expected.`);
  return changed;
}
