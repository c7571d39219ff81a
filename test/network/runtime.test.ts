import { expect, test } from 'vitest';
import { cudaLibrary } from '../../src-main/network/runtime';

/** With the same slashes on every system. */
const place = (manifest: string) => cudaLibrary(manifest).replaceAll('\\', '/');
const IN_PACKAGE = `bin/napi-v6/${process.platform}/${process.arch}/`;

test('the CUDA library of a clone is looked for beside the runtime’s own', () => {
  expect(place('/clone/node_modules/onnxruntime-node/package.json')).toContain(
    `/clone/node_modules/onnxruntime-node/${IN_PACKAGE}`,
  );
});

test('that of a packaged program is looked for in the unpacked folder, where it can be added', () => {
  expect(place('/opt/Daguerre/resources/app.asar/node_modules/onnxruntime-node/package.json')).toContain(
    `/opt/Daguerre/resources/app.asar.unpacked/node_modules/onnxruntime-node/${IN_PACKAGE}`,
  );
});
