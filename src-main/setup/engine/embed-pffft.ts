import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { bytesModule } from '../assemblyscript.ts';

const NAME = '@echogarden/pffft-wasm/simd?wasm';
const FILE = join(
  dirname(fileURLToPath(import.meta.url)),
  '../../../node_modules/@echogarden/pffft-wasm/dist/simd/pffft.wasm',
);

/** Start of the package's code for Node, which bundlers for browsers can't resolve. */
const FOR_NODE = 'if(ENVIRONMENT_IS_NODE)';

/** Makes `import { bytes } from '@echogarden/pffft-wasm/simd?wasm'` give that package's WebAssembly module. */
export function embedPffft(): Plugin {
  return {
    name: 'embed-pffft',
    enforce: 'pre',
    resolveId: (source) => (source === NAME ? `\0${NAME}` : undefined),
    load: async (id) =>
      id === `\0${NAME}` ? bytesModule((await readFile(FILE)).toString('base64')) : undefined,
    transform: (code, id) =>
      id.endsWith('/pffft-wasm/dist/simd/pffft.js') ? code.replaceAll(FOR_NODE, 'if(false)') : undefined,
  };
}
