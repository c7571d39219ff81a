import { encodingOf } from '../contract/result-settings';
import type { PhotoJob } from '../jobs/photo-job';
import { renamed } from '../library/stores/renamed';
import { defaultModel } from './model-path';
import type { RestoreOptions } from './restore-options';
import type { PlannedPhoto } from './restore-plan';

/** The job of a planned photo. */
export function jobOf({ photo, recipe, result, outputs }: PlannedPhoto, options: RestoreOptions): PhotoJob {
  const { threads } = options;
  return {
    photo,
    recipe,
    files: { mask: options.mask === 'auto' ? undefined : options.mask, kernel: options.kernel },
    network: {
      modelPath: options.model ?? defaultModel(),
      provider: recipe.provider,
      ...(threads !== undefined && { threads }),
    },
    outputs,
    encoding: encodingOf(result),
    mark: result.mark,
    tileSize: options.tile,
  };
}

/** An error about a photo with the names that the user knows instead of those of working files. */
export function asCalled(error: unknown, { photo, name, outputs, toStdout }: PlannedPhoto): unknown {
  const written = toStdout ? outputs.map((file) => [file, 'standard output'] as const) : [];
  return renamed(error, [[photo, name], ...written]);
}
