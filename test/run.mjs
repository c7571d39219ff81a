// `npm test`: installs what is missing and runs everything. `npm run test:unit`, `test:e2e` and `test:changed` run a part of
// it: the word after this file's name says which, and what follows goes to that part's own program. Node's own modules only.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale, installPackages, requireNode, root, run } from '../src-main/setup/install.mjs';
import { pythonForTraining } from './setup/python.mjs';
import { installSystemPackages } from './setup/system.mjs';

requireNode();
installPackages();
installSystemPackages();

const tally = { passed: 0, failed: 0, skipped: 0 };
/** The names of the failed steps, at the end because readers look there first. */
const failures = [];
const bin = (name) => join(root, 'node_modules', name);

const [part = 'all', ...words] = process.argv.slice(2);
const parts = {
  all: async () => {
    checkSources();
    buildIfStale();
    runVitest([]);
    const training = beginTraining();
    runPlaywright([]);
    await training.end();
  },
  unit: () => runVitest(words),
  // Finds tests by the imports of the files changed since the last commit, or since the named one.
  changed: () => runVitest(['--passWithNoTests', '--changed', ...words]),
  e2e: () => {
    buildIfStale();
    runPlaywright(words);
  },
  training: runPytest,
};
if (!Object.hasOwn(parts, part)) {
  console.error(`There is no part ${part}; there are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}
await parts[part]();

for (const name of failures) console.log(`FAILED: ${name}`);
console.log(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exit(tally.failed === 0 ? 0 : 1);

function checkSources() {
  for (const project of ['.', 'src-renderer', 'test/e2e']) {
    check(`types of ${project}`, [process.execPath, bin('typescript/bin/tsc'), '-p', join(root, project)]);
  }
  check('lint and format', [
    process.execPath,
    bin('@biomejs/biome/bin/biome'),
    'check',
    '--error-on-warnings',
    root,
  ]);
  check('dead code', [process.execPath, bin('knip/bin/knip.js'), '--no-progress']);
}

function check(title, [command, ...args]) {
  const started = Date.now();
  const status = run(command, args, { stdio: 'inherit' });
  count(status === 0, title);
  console.log(`${status === 0 ? 'ok' : 'FAILED'}: ${title} (${seconds(started)} s)`);
}

function count(passed, title) {
  tally[passed ? 'passed' : 'failed']++;
  if (!passed) failures.push(title);
}

function runVitest(words) {
  const report = join(root, 'out', 'vitest.json');
  mkdirSync(join(root, 'out'), { recursive: true });
  rmSync(report, { force: true });
  const status = run(
    process.execPath,
    [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
      ...words,
    ],
    { stdio: 'inherit' },
  );
  const counts = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  for (const { name, assertionResults } of counts?.testResults ?? [])
    for (const test of assertionResults)
      if (test.status === 'failed') failures.push(`${relative(root, name)} > ${test.fullName}`);
  tally.passed += counts?.numPassedTests ?? 0;
  tally.failed += counts?.numFailedTests ?? 0;
  tally.skipped += (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0);
  // A file that can't even be loaded fails the run without a failed test.
  if (status !== 0 && (counts?.numFailedTests ?? 0) === 0) count(false, 'a file of the unit tests');
}

/** The whole program in a real Electron and in a browser; a test that needs one that isn't here counts as skipped. */
function runPlaywright(words) {
  const report = join(root, 'out', 'e2e.json');
  rmSync(report, { force: true });
  const status = run(process.execPath, [bin('@playwright/test/cli.js'), 'test', '-c', 'test/e2e', ...words], {
    stdio: 'inherit',
  });
  const found = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  const stats = found?.stats;
  failures.push(...(found?.suites ?? []).flatMap(unexpectedOf));
  tally.passed += stats?.expected ?? 0;
  tally.failed += (stats?.unexpected ?? 0) + (stats?.flaky ?? 0);
  tally.skipped += stats?.skipped ?? 0;
  // A fault before the first test leaves no report.
  if (status !== 0 && (stats?.unexpected ?? 0) + (stats?.flaky ?? 0) === 0)
    count(false, 'the tests of the app, before the first one');
}

/** The names of what failed in a suite of Playwright's report and in the suites within it. */
function unexpectedOf({ suites = [], specs = [] }) {
  const failed = specs.filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === 'flaky'));
  return [...failed.map(({ file, title }) => `${file} > ${title}`), ...suites.flatMap(unexpectedOf)];
}

/**
 * Starts the training tests in a process of their own, which uses what the tests of the app leave of the processor. Its
 * output is shown at its end.
 */
function beginTraining() {
  const report = join(root, 'out', 'training.log');
  const file = openSync(report, 'w');
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), 'training'], {
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  setPriority(child.pid, constants.priority.PRIORITY_LOW);
  return {
    end: async () => {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      const said = readFileSync(report, 'utf8');
      const [counts = ''] = said.match(/^\d+ passed, \d+ failed, \d+ skipped$/m) ?? [];
      console.log(said.replace(counts, '').trimEnd());
      const [passed = 0, failed = 0, skipped = 0] = (counts.match(/\d+/g) ?? []).map(Number);
      tally.passed += passed;
      tally.failed += failed;
      tally.skipped += skipped;
      failures.push(...[...said.matchAll(/^FAILED: (.+)$/gm)].map(([, name]) => name));
      if (child.exitCode !== 0 && failed === 0) count(false, 'the training tests');
    },
  };
}

function runPytest() {
  const python = pythonForTraining();
  if (!python) {
    console.log('Left out: the training tests (no Python with PyTorch; see models/training/README.md).');
    return;
  }
  const folder = join(root, 'models', 'training');
  const lint = run(python, ['-m', 'ruff', 'check', folder], { stdio: 'inherit' });
  count(lint === 0, 'lint of the training');
  const result = spawnSync(python, ['-m', 'pytest', folder], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  console.log(result.stdout);
  const said = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(result.stdout)?.[1] ?? 0);
  tally.passed += said('passed');
  tally.failed += said('failed') + said('error');
  tally.skipped += said('skipped');
  failures.push(...[...result.stdout.matchAll(/^(?:FAILED|ERROR) (.+)$/gm)].map(([, name]) => name));
  if (result.status !== 0 && said('failed') + said('error') === 0) count(false, 'the training tests');
}

function seconds(started) {
  return ((Date.now() - started) / 1000).toFixed(1);
}
