import type { Preset } from '../../src-main/contract/window/program';
import { request } from '../client/client';
import { say } from '../messages/messages';
import { alert, start } from '../state/alerts';
import { patchInfo } from '../state/program';

/** Saves repairs under a name, and replaces the preset with that name. */
export async function savePreset(preset: Preset): Promise<void> {
  patchInfo({ presets: await request('savePreset', preset) });
}

/** Removes a preset, and offers to restore it. */
export async function removePreset(preset: Preset): Promise<void> {
  const { name } = preset;
  patchInfo({ presets: await request('removePreset', { name }) });
  alert({
    severity: 'notice',
    of: 'preset',
    message: say('preset.removed', { name }),
    action: { label: say('command.undo'), act: () => start(() => savePreset(preset)) },
  });
}
