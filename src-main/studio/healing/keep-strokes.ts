import { constants } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from '../../contract/schema';
import { PRIVATE_FOLDER } from '../../imaging/private-files';
import { writeFileAtomically } from '../atomic-file';
import type { OpenDocument } from '../document';
import type { Healing } from './healing';
import {
  BASE,
  HEALING,
  healedBox,
  healedFolder,
  type keptHealingSchema,
  type keptStrokeSchema,
  strokeFile,
} from './kept-strokes';

/**
 * Writes a healed picture's current state to the document's record: its strokes' boxes, not the whole picture. Strokes
 * that can't be redone any more are removed. Throws an error of the file system.
 */
export async function keepStrokes(document: OpenDocument, healing: Healing): Promise<void> {
  const { done, undone, kept } = healing;
  await keepBase(document, healing);
  const folder = healedFolder(document, healing.id);
  for (const stroke of done) {
    await once(healing, healedBox(stroke), (name) => copyTo(stroke.after.path, join(folder, name)));
    await once(healing, strokeFile(stroke), (name) => {
      const { of, tiles, area, seed } = stroke;
      const text: z.input<typeof keptStrokeSchema> = { of, tiles: [...tiles], area, seed };
      return write(join(folder, name), text);
    });
  }
  await write(join(folder, HEALING), describe(document, healing));
  const counting = new Set([
    BASE,
    ...[...done, ...undone].flatMap((one) => [healedBox(one), strokeFile(one)]),
  ]);
  for (const name of [...kept].filter((one) => !counting.has(one))) {
    kept.delete(name);
    await rm(join(folder, name), { force: true });
  }
}

/** Keeps the picture that the healing began on, unless it is the photo. Throws an error of the file system. */
export async function keepBase(document: OpenDocument, healing: Healing): Promise<void> {
  const folder = healedFolder(document, healing.id);
  await mkdir(folder, { recursive: true, mode: PRIVATE_FOLDER });
  const { base } = healing;
  if (base) await once(healing, BASE, (name) => copyTo(base.raw.path, join(folder, name)));
}

async function once({ kept }: Healing, name: string, work: (name: string) => Promise<void>): Promise<void> {
  if (kept.has(name)) return;
  await work(name);
  kept.add(name);
}

function copyTo(from: string, to: string): Promise<void> {
  return copyFile(from, to, constants.COPYFILE_FICLONE);
}

function write(path: string, content: object): Promise<void> {
  return writeFileAtomically(path, JSON.stringify(content), { survives: 'crash' });
}

function describe(document: OpenDocument, healing: Healing): z.input<typeof keptHealingSchema> {
  const { id, base, look, run, done, seconds, calls, report, recipe = null } = healing;
  return {
    version: 1,
    run,
    made: new Date().toISOString(),
    base: base && { ...base, look, isItself: base.result.id === id },
    seconds,
    calls,
    by: report ? { network: report.network, warnings: report.warnings } : null,
    recipe,
    strokesBegun: document.strokesBegun,
    done: done.map(({ id, drawn }) => ({ id, drawn })),
  };
}
