import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { maskChannels } from '../../contract/window/masks';
import { checkExtension } from '../../imaging/output';
import { newId } from '../ids';
import { refusePhotos } from '../own-files';
import type { StudioParts } from '../parts';
import type { SomeHandlers } from './some-handlers';

export function maskHandlers({ engine, documents, files }: StudioParts): SomeHandlers<typeof maskChannels> {
  return {
    updateMask: async ({ document: id, tiles }) => {
      const { mask, record, results } = documents.find(id);
      await Promise.all([mask.update(tiles), record.touch()]);
      // With an empty mask and no results there is nothing to lose.
      if (mask.tiles.length === 0 && results.size === 0) await record.change({ unsaved: false });
    },
    selectByColour: ({ document: id, ...point }) =>
      engine.imaging.request('selectByColour', { raw: documents.find(id).raw, ...point }),
    findDamage: ({ document: id, sensitivity }) =>
      engine.imaging.request('findDamage', { raw: documents.find(id).raw, sensitivity, keepsMap: true }),
    traceScratch: ({ document: id, ...scratch }) =>
      engine.imaging.request('traceScratch', { raw: documents.find(id).raw, ...scratch }),
    loadMask: async ({ document: id, file }) => {
      const { folder, raw } = documents.find(id);
      const { width, height } = raw;
      const rawPath = join(folder, `mask-${newId()}.raw`);
      try {
        const { mask } = await engine.imaging.request('readMask', {
          path: files.path(file),
          width,
          height,
          rawPath,
        });
        return await engine.imaging.request('maskToTiles', { raw: mask });
      } finally {
        await rm(rawPath, { force: true });
      }
    },
    saveMask: async ({ document: id, target }) => {
      const { mask, raw } = documents.find(id);
      const { width, height } = raw;
      const path = files.takeTarget(target);
      checkExtension(path, '.png');
      await refusePhotos(documents.all, path);
      await engine.imaging.request('saveMaskFile', { tiles: [...mask.tiles], width, height, path });
      return { file: files.admit(path) };
    },
  };
}
