import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

const FOLDER = '.github/workflows';

const stepSchema = z
  .strictObject({
    name: z.string().optional(),
    id: z.string().optional(),
    if: z.string().optional(),
    uses: z.string().optional(),
    run: z.string().optional(),
    shell: z.literal('bash').optional(),
    with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    env: z.record(z.string(), z.string()).optional(),
  })
  .refine(({ uses, run }) => (uses === undefined) !== (run === undefined), 'one of uses and run');
const permissionsSchema = z.record(z.string(), z.enum(['read', 'write']));
const workflowSchema = z.strictObject({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: permissionsSchema,
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }).optional(),
  jobs: z.record(
    z.string(),
    z.strictObject({
      needs: z.string().optional(),
      if: z.string().optional(),
      'runs-on': z.string(),
      'timeout-minutes': z.number().optional(),
      permissions: permissionsSchema.optional(),
      environment: z.strictObject({ name: z.string(), url: z.string() }).optional(),
      strategy: z.object({ matrix: z.record(z.string(), z.array(z.unknown())) }).optional(),
      steps: z.array(stepSchema),
    }),
  ),
});

const WORKFLOWS = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(join(FOLDER, file), 'utf8');
  return { ...workflowSchema.parse(parse(text)), name: file, text };
});
const STEPS = WORKFLOWS.flatMap(({ name, jobs }) =>
  Object.values(jobs).flatMap(({ steps }) => steps.map((step) => ({ name, ...step }))),
);
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync('package.json', 'utf8')));

/** What npm runs in a text: 'ci', or the name of a script. */
function npmRuns(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:run ([\w:]+)|([\w-]+))/g)].map(([, script, own]) => script ?? own ?? '');
}

test('workflows run only existing npm scripts, and all that they need', () => {
  const known = new Set([...Object.keys(scripts), 'ci']);
  const run = STEPS.flatMap(({ run = '' }) => npmRuns(run));
  expect(run.filter((script) => !known.has(script))).toEqual([]);
  expect([...new Set(run)]).toEqual(
    expect.arrayContaining(['ci', 'test', 'test:packaged', 'package', 'sbom']),
  );
});

test('scripts of package.json start only existing files and scripts', () => {
  const files = Object.values(scripts).flatMap((line) =>
    [...line.matchAll(/(?:node|-c|--config) ([\w./-]+\.(?:mjs|ts))/g)].map(([, file = '']) => file),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
  const run = Object.values(scripts).flatMap(npmRuns);
  expect(run.filter((script) => script !== 'version' && !(script in scripts))).toEqual([]);
});

test('foreign actions are pinned to a reviewed commit', () => {
  const used = STEPS.flatMap(({ uses }) => uses ?? []);
  expect(used.length).toBeGreaterThan(8);
  expect(used.filter((action) => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
});

test('a job waits only for existing jobs', () => {
  for (const { name, jobs } of WORKFLOWS)
    for (const { needs } of Object.values(jobs)) if (needs) expect(Object.keys(jobs), name).toContain(needs);
});

test('a workflow may only read by default, and writing is granted per job', () => {
  for (const { name, permissions } of WORKFLOWS)
    expect([name, permissions]).toEqual([name, { contents: 'read' }]);
  const writing = WORKFLOWS.flatMap(({ name, jobs }) =>
    Object.entries(jobs).flatMap(([job, { permissions = {} }]) =>
      Object.values(permissions).includes('write') ? [`${name}: ${job}`] : [],
    ),
  );
  expect(writing.filter((job) => !['release.yml: draft', 'docs.yml: publish'].includes(job))).toEqual([]);
});

test('keys are in the environment of one step, never in a command', () => {
  expect(STEPS.filter(({ run = '' }) => /secrets\./.test(run))).toEqual([]);
  expect(
    STEPS.filter(({ env = {} }) => Object.values(env).some((value) => /secrets\./.test(value))),
  ).toHaveLength(1);
});

test('tests and packages are made on the three systems', () => {
  for (const name of ['test.yml', 'release.yml']) {
    const { text } = WORKFLOWS.find((workflow) => workflow.name === name) ?? { text: '' };
    for (const system of ['ubuntu', 'windows', 'macos'])
      expect(text, name).toMatch(new RegExp(`${system}-\\d`));
  }
});

test('a release has checksums, a bill of materials and a proof of its build before it is published', () => {
  const draft = WORKFLOWS.find(({ name }) => name === 'release.yml')?.jobs['draft']?.steps ?? [];
  const at = (found: (step: (typeof draft)[number]) => boolean) => draft.findIndex(found);
  const sums = at(({ run = '' }) => run.includes('sha256sum'));
  const proof = at(({ uses = '' }) => uses.includes('attest-build-provenance'));
  const release = at(({ run = '' }) => run.includes('gh release create'));
  expect(sums).toBeGreaterThan(0);
  expect(proof).toBeGreaterThan(sums);
  expect(release).toBeGreaterThan(proof);
  expect(draft[release]?.run).toContain('--draft');
});
