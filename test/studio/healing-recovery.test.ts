import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { channels } from '../../src-main/contract/window/channels';
import type { OpenedDocument } from '../../src-main/contract/window/documents';
import type { Result } from '../../src-main/contract/window/results';
import { writeSoft } from '../cli/support';
import { boxTiles, fast, type Opened, openPhoto, place, targetAt } from './support';

type Box = readonly [number, number, number, number];
const [FIRST, SECOND, THIRD]: readonly Box[] = [
  [50, 55, 20, 14],
  [60, 60, 30, 9],
  [200, 100, 12, 12],
];
const recipe = fast({ operator: 'inpaint', detail: 0.7 });

const scene = place(async (at) => {
  await writeSoft(at('photos', 'old.png'), 300, 200);
});

async function heal(opened: Opened, document: string, result: string | null, box: Box) {
  const { stroke } = await opened.studio.handlers.heal({ document, result, recipe, tiles: boxTiles(box) });
  await opened.told.end(stroke);
  const healed = opened.told.healed.findLast((one) => one.stroke === stroke);
  if (!healed?.result) throw new Error('nothing was healed');
  return { stroke, healed: healed.healed, result: healed.result };
}

async function pixels({ studio }: Opened, { picture }: Pick<Result, 'picture'>): Promise<Buffer> {
  const tile = await studio.readTile(picture.id, 0, 0, 0);
  return sharp(tile?.bytes).removeAlpha().raw().toBuffer();
}

/** A studio after a crash of the one before, which is never closed: its process is this one. */
async function afterCrash(data: string): Promise<{ opened: Opened; back: OpenedDocument }> {
  const opened = await scene.open(data);
  const { recovered } = await opened.studio.handlers.programInfo({});
  const back = await opened.studio.handlers.recoverDocument({ recovered: recovered[0].id });
  return { opened, back: channels.recoverDocument.output.parse(back) };
}

describe('healed strokes after a crash', () => {
  it('are recovered pixel for pixel, without undone ones, and more can be healed', async () => {
    const before = await scene.open('strokes');
    const { document } = await openPhoto(before, scene.at('photos', 'old.png'));
    const first = await heal(before, document.id, null, FIRST);
    const second = await heal(before, document.id, first.healed, SECOND);
    const third = await heal(before, document.id, first.healed, THIRD);
    const move = { document: document.id, stroke: third.stroke, way: 'undo' } as const;
    await before.studio.handlers.moveStroke(move);
    const was = await pixels(before, second.result);

    const { opened, back } = await afterCrash('strokes');
    expect(back.results).toHaveLength(1);
    const [result] = back.results;
    expect(result.strokes).toEqual(second.result.strokes);
    expect(result.changedPixels).toBe(second.result.changedPixels);
    expect((await pixels(opened, result)).equals(was)).toBe(true);

    const { handlers } = opened.studio;
    const at = { x: FIRST[0] + 1, y: FIRST[1] + 1 };
    const anew = await handlers.healAnew({ document: back.document.id, result: result.id, recipe, at });
    if (!anew) throw new Error('there is no stroke');
    await opened.told.end(anew.stroke);
    await handlers.moveStroke({ document: back.document.id, stroke: anew.stroke, way: 'undo' });
    expect((await pixels(opened, result)).equals(was)).toBe(true);
    const further = await heal(opened, back.document.id, result.id, THIRD);
    expect(further.result.strokes).toHaveLength(3);
    expect(new Set(further.result.strokes?.map(({ seed }) => seed)).size).toBe(3);

    const again = await afterCrash('strokes');
    const [last] = again.back.results;
    expect((await pixels(again.opened, last)).equals(await pixels(opened, further.result))).toBe(true);
  });

  it('on an unsaved result bring that result back too, with its look', async () => {
    const before = await scene.open('on-result');
    const { document } = await openPhoto(before, scene.at('photos', 'old.png'));
    const { handlers } = before.studio;
    const { job } = await handlers.restore({
      document: document.id,
      recipe: fast({ operator: 'upscale', scale: 2, samples: 1 }),
    });
    const [base] = (await before.told.end(job)).results;
    const look = { strength: 0.5, grain: 0 };
    await handlers.applyLook({ document: document.id, result: base.id, look });
    const { result } = await heal(before, document.id, base.id, FIRST);

    const { opened, back } = await afterCrash('on-result');
    expect(back.results.map(({ sample }) => sample)).toEqual([0, null]);
    expect(back.looks).toEqual({ [base.id]: look });
    expect((await pixels(opened, back.results[0])).equals(await pixels(before, base))).toBe(true);
    expect((await pixels(opened, back.results[1])).equals(await pixels(before, result))).toBe(true);
    expect(back.results[1]).toMatchObject({ of: result.of, recipes: result.recipes });
  });

  it('on a healed result of a project take its place', async () => {
    const before = await scene.open('project');
    const { handlers } = before.studio;
    const { document } = await openPhoto(before, scene.at('photos', 'old.png'));
    await heal(before, document.id, null, FIRST);
    const project = scene.at('healed.daguerre');
    await handlers.saveProject({ document: document.id, target: await targetAt(before, project) });
    await handlers.closeDocument({ document: document.id });
    const reopened = await openPhoto(before, project);
    const second = await heal(before, reopened.document.id, reopened.results[0].id, SECOND);

    const { opened, back } = await afterCrash('project');
    expect(back.results).toHaveLength(1);
    expect(back.results[0].strokes).toEqual(second.result.strokes);
    expect((await pixels(opened, back.results[0])).equals(await pixels(before, second.result))).toBe(true);
  });

  it('that can no longer be read are left out, and their files are removed with the result', async () => {
    const before = await scene.open('damaged');
    const { document } = await openPhoto(before, scene.at('photos', 'old.png'));
    const { healed } = await heal(before, document.id, null, FIRST);
    const runs = scene.at('damaged', 'sessions');
    const [run] = await readdir(runs);
    const kept = join(runs, run, 'documents', document.id, 'healed');
    expect(await readdir(kept)).toEqual([healed]);
    await writeFile(join(kept, healed, 'healing.json'), '{');
    const { opened, back } = await afterCrash('damaged');
    expect(back.results).toEqual([]);
    const again = await heal(opened, back.document.id, null, SECOND);
    await opened.studio.handlers.removeResult({ document: back.document.id, result: again.healed });
    expect(await readdir(kept)).toEqual([healed]);
  });
});
