/**
 * The rooms of src-main from the top down: a room imports rooms of the lines below its own, and no others. A room is a
 * folder, but for `specs` (SPECS).
 */
export const LAYERS: readonly (readonly string[])[] = [
  ['app'],
  ['cli'],
  ['server', 'api'],
  ['studio', 'shell', 'metrics'],
  ['library'],
  ['jobs'],
  ['processes'],
  ['regions', 'evaluation'],
  ['sampling', 'network'],
  ['transport', 'measurement'],
  ['noise'],
  ['analysis'],
  ['operators', 'imaging'],
  ['contract'],
  ['specs'],
];

/**
 * The files of a room that lie in another one's folder: what an operator is, as data that everything may import, stands
 * beside its mathematics.
 */
export const SPECS = /^src-main\/operators\/(catalogue|specs|([\w-]+\/)?spec)(\.ts)?$/;

/** Rooms that may import only some of the rooms below them, and why. */
export const BARRED: readonly {
  readonly room: string;
  readonly from: readonly string[];
  readonly why: string;
}[] = [
  { room: 'app', from: ['server'], why: 'Electron carries the studio in a window of its own.' },
  {
    room: 'shell',
    from: below('shell').filter((room) => room !== 'contract' && room !== 'specs'),
    why: 'What hosts share is small.',
  },
];

/** Packages that only one room may import. */
export const PACKAGES: Readonly<Record<string, string>> = {
  electron: 'app',
  sharp: 'imaging',
  'exiftool-vendored': 'imaging',
  'heic-decode': 'imaging',
  'onnxruntime-node': 'network',
  '@echogarden/pffft-wasm': 'operators',
  bullmq: 'library',
  fastify: 'server',
  '@fastify/multipart': 'server',
  commander: 'cli',
};

/** The rooms on the lines below a room's; none for an unknown room. */
export function below(room: string): string[] {
  const line = LAYERS.findIndex((rooms) => rooms.includes(room));
  return line < 0 ? [] : LAYERS.slice(line + 1).flat();
}
