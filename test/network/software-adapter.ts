import { existsSync } from 'node:fs';
import type { TestContext } from 'vitest';

/** SwiftShader, a graphics card in software, as Debian's chromium brings it. */
const FOLDER = '/usr/lib/chromium';
const DRIVER = `${FOLDER}/vk_swiftshader_icd.json`;

/**
 * Environment in which WebGPU finds a software adapter. Where there is none the test fails under CI, which installs
 * it, and is reported as skipped elsewhere.
 */
export function softwareAdapter(context: TestContext): Record<string, string> {
  if (!existsSync(DRIVER)) {
    const message = `no software adapter: ${DRIVER} is not there (Debian's package chromium has it)`;
    if ('CI' in process.env) throw new Error(message);
    context.skip(message);
  }
  return { VK_ICD_FILENAMES: DRIVER, LD_LIBRARY_PATH: FOLDER };
}
