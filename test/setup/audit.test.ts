import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { beforeEach, expect, test } from 'vitest';
import { smallProject, write } from './small-project';

let project = '';
let registry: Server;
/** The registry's advisories, by package. */
let known: Record<string, object[]>;

beforeEach(async () => {
  project = smallProject();
  known = {};
  registry = createServer((request, response) => {
    const isAudit = request.url === '/-/npm/v1/security/advisories/bulk';
    response.writeHead(isAudit ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isAudit ? known : {}));
  });
  registry.listen(0, '127.0.0.1');
  await once(registry, 'listening');
  return () => {
    registry.close();
    rmSync(project, { recursive: true });
  };
});

test('a vulnerability of a bundled package is found, one of a development package is not', async () => {
  known = {
    bundled: [fault(1, 'high')],
    unshipped: [fault(2, 'critical')],
    'adm-zip': [fault(3, 'critical')],
  };
  const { status, stdout } = await audit();
  expect(stdout).toMatch(/^high: bundled \(node_modules\/bundled\): Title 1, \S+GHSA-1: open$/m);
  expect(stdout).toMatch(/^5 shipped packages, 1 known faults, 1 of them open$/m);
  expect(status).toBe(1);
});

test('a vulnerability with an argument or of low severity is printed but not counted', async () => {
  known = { bundled: [fault(1, 'high')], beside: [fault(4, 'low')] };
  write(project, 'src-main/setup/shipped/argued.json', '{"GHSA-1": "That part is not called."}');
  const { status, stdout } = await audit();
  expect(stdout).toMatch(/GHSA-1: That part is not called\.$/m);
  expect(stdout).toMatch(/GHSA-4: of little weight$/m);
  expect(status).toBe(0);
});

test('a registry that doesn’t answer is an error', async () => {
  registry.removeAllListeners('request');
  registry.on('request', (_, response) => response.writeHead(405).end());
  const { status, stderr } = await audit();
  expect(stderr).toMatch(/^Nothing was audited: the registry doesn't answer\. 405/m);
  expect(status).toBe(2);
});

function fault(id: number, severity: string): object {
  return {
    id,
    url: `https://github.com/advisories/GHSA-${id}`,
    title: `Title ${id}`,
    severity,
    vulnerable_versions: '<2.0.0',
  };
}

async function audit() {
  const address = registry.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const child = spawn(process.execPath, [join(project, 'src-main', 'setup', 'audit.mjs')], {
    env: {
      PATH: process.env['PATH'],
      HOME: project,
      npm_config_registry: `http://127.0.0.1:${port}/`,
      npm_config_fetch_retries: '0',
    },
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { status: child.exitCode, stdout, stderr };
}
