import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What comes with the program, whether it runs from a clone or is installed. */
export interface Places {
  /** The network's file. */
  readonly model: string;
  readonly examples: string;
  /** The window's page, as built. */
  readonly page: string;
  /** Electron's preload. */
  readonly preload: string;
  /** The window's icon, where the system doesn't take the program's own. */
  readonly icon: string;
}

const MODEL = join('models', 'eps-universal.onnx');

/** Where the program's parts are; none of them need be there. DAGUERRE_MODEL names another network. */
export function places(): Places {
  const dist = bundleFolder();
  const resources = resourcesOf(process);
  // Models and examples lie beside dist/ in a clone, and outside the archive where the program is packaged.
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

/** Where the person's settings and unsaved work are kept by a host that has no folder of its own for it. */
export function dataFolder(): string {
  const given = process.env['DAGUERRE_DATA'];
  if (given) return given;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Daguerre');
  if (process.platform === 'win32') {
    return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'Daguerre');
  }
  return join(process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'Daguerre');
}

/** The bundle's own folder, or dist/ where a module runs from its source. */
function bundleFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return here.endsWith(join('src-main', 'shell')) ? join(here, '..', '..', 'dist') : here;
}

function resourcesOf(host: object & { resourcesPath?: string }): string | undefined {
  return host.resourcesPath;
}
