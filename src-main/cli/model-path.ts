import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The network that comes with the program: models/ beside the bundle's folder, or inside it when packaged. */
export function defaultModel(): string {
  const name = join('models', 'eps-universal.onnx');
  const here = dirname(process.argv[1] ?? '.');
  const candidates = [join(here, '..', name), join(here, name)];
  return candidates.find((path) => existsSync(path)) ?? join(here, '..', name);
}
