import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { smallProject, write } from './small-project';

const billSchema = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.string(),
  metadata: z.object({ component: z.object({ 'bom-ref': z.string(), type: z.string(), name: z.string() }) }),
  components: z.array(
    z.object({
      'bom-ref': z.string(),
      name: z.string(),
      version: z.string(),
      scope: z.string().optional(),
      hashes: z.array(z.object({ alg: z.string(), content: z.string() })).optional(),
      properties: z.array(z.object({ name: z.string() })).optional(),
    }),
  ),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

let project = '';

beforeEach(() => {
  project = smallProject();
  return () => rmSync(project, { recursive: true });
});

function sbom() {
  const file = join(project, 'bill.json');
  const program = join(project, 'src-main', 'setup', 'sbom.mjs');
  const { status, stderr } = spawnSync(process.execPath, [program, file], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
  return billSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

test('a bill of materials names what ships, bundled packages as required ones, and nothing else', () => {
  const { metadata, components } = sbom();
  expect(metadata.component).toMatchObject({ type: 'application', name: 'daguerre' });
  expect(components.map(({ name }) => name).sort()).toEqual([
    'a.onnx',
    'assemblyscript',
    'beside',
    'bundled',
    'electron',
    'rolldown',
  ]);
  const bundled = components.find(({ name }) => name === 'bundled');
  expect(bundled).toMatchObject({ version: '1.0.0', scope: 'required', properties: [] });
});

test('it contains the SHA-256 of the networks, and the libraries inside native packages with their versions', () => {
  write(project, 'node_modules/beside/versions.json', '{"vips": "8.18.7"}');
  const { components, dependencies } = sbom();
  const sum = createHash('sha256').update('the network').digest('hex');
  expect(components).toContainEqual(
    expect.objectContaining({ name: 'a.onnx', hashes: [{ alg: 'SHA-256', content: sum }] }),
  );
  expect(components).toContainEqual(expect.objectContaining({ name: 'vips', version: '8.18.7' }));
  expect(dependencies).toContainEqual({ ref: 'beside@1.0.0', dependsOn: ['beside/vips@8.18.7'] });
});

test('every component is named once, and is needed by another or by the program', () => {
  const { metadata, components, dependencies } = sbom();
  const refs = components.map((component) => component['bom-ref']);
  expect(new Set(refs).size).toBe(refs.length);
  const needed = new Set(dependencies.flatMap(({ dependsOn }) => dependsOn));
  expect([...needed].sort()).toEqual([...refs].sort());
  expect(dependencies.map(({ ref }) => ref).sort()).toEqual([...refs, metadata.component['bom-ref']].sort());
});
