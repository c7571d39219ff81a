import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const SUFFIX = '?assemblyscript';
const PREFIX = '\0assemblyscript:';
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Compiled modules, named by the hash of their sources, the options and the compiler's version. */
const CACHE = join(root, 'node_modules', '.cache', 'daguerre-kernels');

/** The module has no allocator and no memory of its own; whoever instantiates it provides the memory. */
const OPTIONS = [
  ...['-O3', '--noAssert', '--enable', 'simd', '--runtime', 'stub'],
  ...['--importMemory', '--noExportMemory', '--initialMemory', '1'],
  // "Exchange of v128 values": happens only between the kernels' own files.
  ...['--disableWarning', '112'],
];

/**
 * Makes `import { bytes } from './assembly/index?assemblyscript'` give the WebAssembly module compiled from that file.
 * The bytes are part of the bundle, so that the packaged program, its child processes and the tests have them.
 */
export function assemblyScript(): Plugin {
  return {
    name: 'assemblyscript',
    enforce: 'pre',
    resolveId(source, importer) {
      if (!source.endsWith(SUFFIX) || !importer) return undefined;
      return `${PREFIX}${resolve(dirname(importer), source.slice(0, -SUFFIX.length))}.ts`;
    },
    async load(id) {
      if (!id.startsWith(PREFIX)) return undefined;
      const entry = id.slice(PREFIX.length);
      const sources = await sourcesBeside(entry);
      for (const path of sources) this.addWatchFile(path);
      const text = (await compiled(entry, sources)).toString('base64');
      return bytesModule(text);
    },
  };
}

/** A module with the bytes of a text in base64, for Node and for browsers. */
export function bytesModule(base64: string): string {
  return `export const bytes = Uint8Array.from(atob('${base64}'), (letter) => letter.charCodeAt(0));`;
}

async function sourcesBeside(entry: string): Promise<string[]> {
  const names = await readdir(dirname(entry));
  return names
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(dirname(entry), name));
}

async function compiled(entry: string, sources: readonly string[]): Promise<Buffer> {
  const hash = createHash('sha256').update(JSON.stringify([OPTIONS, basename(entry)]));
  hash.update(await readFile(join(root, 'node_modules', 'assemblyscript', 'package.json')));
  for (const path of sources) hash.update(basename(path)).update(await readFile(path));
  const file = join(CACHE, `${hash.digest('hex')}.wasm`);
  if (existsSync(file)) return readFile(file);
  const bytes = await compile(entry);
  await mkdir(CACHE, { recursive: true });
  // Renamed when complete, because another build may read it at the same time.
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, bytes);
  await rename(unfinished, file);
  return Buffer.from(bytes);
}

/** Throws an error with the compiler's own messages. */
async function compile(entry: string): Promise<Uint8Array> {
  // Imported only here, because loading it takes a second and is rarely needed.
  const { main } = await import('assemblyscript/asc');
  let said = '';
  let bytes: Uint8Array | undefined;
  const { error } = await main(
    [basename(entry), '--outFile', 'kernels.wasm', '--baseDir', dirname(entry), ...OPTIONS],
    {
      stderr: {
        write: (words) => {
          said += String(words);
        },
      },
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') bytes = contents;
      },
    },
  );
  if (error || !bytes) throw new Error(`${entry} does not compile:\n${said || String(error)}`);
  return bytes;
}
