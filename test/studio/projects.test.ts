import { copyFile, readFile, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { said } from '../../src-main/contract/said';
import { posteriorOf } from '../../src-main/contract/window/results';
import { notUsed } from '../../src-main/network/providers/trial';
import { openArchive, writeArchive } from '../../src-main/studio/archive';
import { CONTENTS, MASK, projectSchema } from '../../src-main/studio/project-file';
import { readRepairs } from '../../src-renderer/repairs/schema';
import { writeSoft } from '../cli/support';
import { boxTiles, fast, type Opened, openPhoto, place, targetAt } from './support';

const scene = place(async (at) => {
  await writeSoft(at('photos', 'old.png'), 300, 200);
  await writeSoft(at('photos', 'deep.tif'), 120, 90, 1, 16);
});

const HALF = { strength: 0.5, grain: 0 };

/** Opens, paints a soft box, restores, takes the second result by half and saves as a project. */
async function saveProject(opened: Opened, photo: string, out: string) {
  const { studio, told } = opened;
  const { document } = await openPhoto(opened, scene.at('photos', photo));
  const tiles = boxTiles([20, 30, 40, 10], 200);
  await studio.handlers.updateMask({ document: document.id, tiles });
  await studio.handlers.rememberRepairs({ document: document.id, repairs: { noise: 7 } });
  const { job } = await studio.handlers.restore({
    document: document.id,
    recipe: fast({ operator: 'inpaint', samples: 2 }),
  });
  const { results } = await told.end(job);
  await studio.handlers.applyLook({ document: document.id, result: results[1].id, look: HALF });
  const { file } = await studio.handlers.saveProject({
    document: document.id,
    target: await targetAt(opened, out),
  });
  return { document, tiles, results, file };
}

/** Writes a project again as the first version had it: without looks. */
async function asFirstVersion(project: string, out: string): Promise<void> {
  const archive = await openArchive(project);
  const contents = projectSchema.parse(JSON.parse(await archive.readText(CONTENTS, 1e6)));
  const names = [contents.photo, MASK, ...contents.results.map(({ entry }) => entry)];
  const parts = names.map((name, i) => ({ name, path: `${out}-${i}` }));
  for (const { name, path } of parts) await archive.extract(name, path);
  archive.close();
  const results = contents.results.map(({ entry, result }) => ({ entry, result }));
  const content = JSON.stringify({ ...contents, version: 1, results });
  await writeArchive(out, { name: CONTENTS, content }, parts);
}

async function pixels(opened: Opened, picture: string) {
  const tile = await opened.studio.readTile(picture, 0, 0, 0);
  return sharp(tile?.bytes).raw().toBuffer();
}

describe('a project', () => {
  it.each(['old.png', 'deep.tif'])('of %s brings photo, mask, repairs and results back', async (photo) => {
    const first = await scene.open();
    const out = scene.at(`${photo}.daguerre`);
    const saved = await saveProject(first, photo, out);
    expect(saved.file.name).toBe(`${photo}.daguerre`);

    const second = await scene.open();
    const opened = await openPhoto(second, out);
    expect(opened.document).toMatchObject({
      name: photo,
      width: saved.document.width,
      depth: saved.document.depth,
      grey: saved.document.grey,
      format: saved.document.format,
      project: { name: `${photo}.daguerre` },
      file: null,
    });
    expect(opened.mask).toEqual(saved.tiles);
    expect(opened.repairs).toEqual({ noise: 7 });
    expect(opened.results).toHaveLength(2);
    for (const [i, result] of opened.results.entries()) {
      const { id: _, picture: before, ...kept } = saved.results[i];
      const { id: __, picture: after, ...found } = result;
      expect(found).toEqual(kept);
      expect(await pixels(second, after.id)).toEqual(await pixels(first, before.id));
    }
    expect(opened.looks).toEqual({ [opened.results[1].id]: HALF });
    const { recent } = await second.studio.handlers.programInfo({});
    expect(recent[0].name).toBe(`${photo}.daguerre`);
  });

  it('of the first version is read, with its results unchanged', async () => {
    const first = await scene.open();
    const [now, former] = [scene.at('now.daguerre'), scene.at('former.daguerre')];
    await saveProject(first, 'old.png', now);
    await asFirstVersion(now, former);
    const opened = await openPhoto(await scene.open(), former);
    expect(opened.results).toHaveLength(2);
    expect(opened.looks).toEqual({});
  });

  it('from before detail existed keeps its meaning: full samples, means, and the chosen repairs', async () => {
    const kept = scene.at('before-detail.daguerre');
    await copyFile('test/fixtures/before-detail/project.daguerre', kept);
    const opened = await openPhoto(await scene.open(), kept);
    expect(opened.results.map(({ recipe }) => recipe.detail)).toEqual([1, 0]);
    expect(opened.results.map(posteriorOf).map((name) => name === null)).toEqual([false, true]);
    expect(readRepairs(opened.repairs)).toMatchObject({ scratches: { on: true }, advanced: { detail: 0 } });
  });

  it('from before messages had keys is shown with its warnings, in any language', async () => {
    const kept = scene.at('before-keys.daguerre');
    await copyFile('test/fixtures/before-keys/project.daguerre', kept);
    const [result] = (await openPhoto(await scene.open(), kept)).results;
    expect(result?.reasons).toEqual([notUsed('webgpu', said('slower', { times: '3.0' }))]);
    const whats = [
      said('untrainedScale', { scale: 5, scales: [2, 4] }),
      said('operators', { operators: ['jpeg'] }),
      said('untrainedTogether', { operators: ['upscale', 'jpeg'] }),
    ];
    expect(result?.warnings).toEqual(whats.map((what) => said('untrained', { version: '1.0.2', what })));
  });

  it('that is damaged, or of a later version, is refused in a sentence and leaves nothing open', async () => {
    const opened = await scene.open();
    const whole = scene.at('whole.daguerre');
    await saveProject(opened, 'old.png', whole);
    const cut = scene.at('cut.daguerre');
    await writeFile(cut, (await readFile(whole)).subarray(0, 2000));
    await expect(openPhoto(opened, cut)).rejects.toThrow('not a Daguerre project, or is damaged');
    const later = scene.at('later.daguerre');
    const content = JSON.stringify({ format: 'Daguerre project', version: 99 });
    await writeArchive(later, { name: 'project.json', content }, []);
    await expect(openPhoto(opened, later)).rejects.toThrow('later version');
  });

  it('reports a photo that vanished instead of waiting for it', async () => {
    const parts = [{ name: 'photo/photo.png', path: scene.at('nowhere.png') }];
    const writing = writeArchive(scene.at('x.zip'), { name: 'project.json', content: '{}' }, parts);
    await expect(writing).rejects.toThrow();
  });
});
