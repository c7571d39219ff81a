import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { containerSteps } from './container';

const steps = containerSteps();

test('the container’s folder is made by the one program that the long test runs', () => {
  const [build, worker] = steps;
  expect(steps).toHaveLength(2);
  expect(build?.filter(({ word }) => word === 'RUN').map(({ rest }) => rest)).toEqual([
    'node src-main/setup/worker.mjs /daguerre',
  ]);
  expect(worker?.find(({ word }) => word === 'COPY')?.rest).toBe('--from=build /daguerre /daguerre');
  expect(worker?.find(({ word }) => word === 'ENTRYPOINT')?.rest).toBe('["node", "/daguerre/dist/cli.cjs"]');
});

test('it runs on the oldest supported Node, not as root, and contains no password', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
  const oldest = /\d+/.exec(engines.node)?.[0];
  for (const stage of steps) {
    expect(stage[0]).toEqual({ word: 'FROM', rest: expect.stringContaining(`/node:${oldest}-`) });
  }
  const words = steps[1]?.map(({ word }) => word) ?? [];
  expect(words.indexOf('USER')).toBeGreaterThan(words.lastIndexOf('RUN'));
  expect(readFileSync('Containerfile', 'utf8')).not.toMatch(/PASSWORD|redis:\/\//);
});

test('installed packages and local builds do not get into the image', () => {
  // Podman also reads Docker's file name; Docker reads only its own.
  const left = readFileSync('.dockerignore', 'utf8').split('\n');
  for (const name of ['.git', 'node_modules', 'dist', 'out']) expect(left).toContain(name);
});
