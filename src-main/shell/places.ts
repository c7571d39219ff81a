import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The files that come with the program, whether it runs from a clone or is installed. */
export interface Places {
  /** The network's .onnx file. */
  readonly model: string;
  readonly examples: string;
  /** The folder of the built page. */
  readonly page: string;
  /** Electron's preload script. */
  readonly preload: string;
  /** The window's icon, for systems that don't use the program's own. */
  readonly icon: string;
}

const MODEL = join('models', 'eps-universal.onnx');

/** Finds the program's files, which need not exist. DAGUERRE_MODEL names another network. */
export function places(): Places {
  const dist = bundleFolder();
  const resources = resourcesOf(process);
  // Models and examples are beside dist/ in a clone, and outside the archive in a packaged program.
  const roots = [join(dist, '..'), ...(resources === undefined ? [] : [resources])];
  const root = roots.find((folder) => existsSync(join(folder, MODEL))) ?? join(dist, '..');
  return {
    model: process.env['DAGUERRE_MODEL'] || join(root, MODEL),
    examples: join(root, 'examples'),
    page: join(dist, 'renderer'),
    preload: join(dist, 'preload.cjs'),
    icon: join(dist, 'icons', '256x256.png'),
  };
}

/** The bundle's own folder, or dist/ if this module runs from its source. */
function bundleFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return here.endsWith(join('src-main', 'shell')) ? join(here, '..', '..', 'dist') : here;
}

function resourcesOf(host: object & { resourcesPath?: string }): string | undefined {
  return host.resourcesPath;
}
