import { EXTENSIONS, restoredName } from '../../src-main/contract/photo-files';
import type { WriteId } from '../../src-main/contract/window/basics';
import type { PhotoDocument } from '../../src-main/contract/window/documents';
import type { SaveSettings } from '../../src-main/contract/window/saving';
import { request } from '../client/client';
import { formatLocale, say } from '../messages/messages';
import { change, lookOf, shownPhoto } from '../state/photos';
import { useProgram } from '../state/program';
import { stage } from '../state/stage';
import { flushMask, rememberRepairs } from './keep';
import { tellSaved } from './tell-saved';

/** A place from a dialog for one file, and whether it is the photo itself. */
export interface Target {
  readonly id: WriteId;
  readonly isPhotoItself: boolean;
}

/** Asks where to save; null if the user cancels. */
export async function chooseTarget(format: SaveSettings['format']): Promise<Target | null> {
  const { document } = shownPhoto();
  if (!document) return null;
  const [extension] = EXTENSIONS[format];
  const name = `${restoredName(document.name.replace(/\.[^.]*$/, ''))}.${extension}`;
  const { target, isPhotoItself } = await request('chooseToSave', { name, extension, document: document.id });
  return target && { id: target.id, isPhotoItself };
}

/** Saves the shown result. */
export async function saveShown(target: Target, options: SaveSettings): Promise<void> {
  const { document, shown } = shownPhoto();
  if (!document || !shown) return;
  // The program must have the current marks to tell whether everything is saved.
  await flushMask(document.id);
  const { file, bytes, allHeld } = await request('saveResult', {
    document: document.id,
    result: shown,
    look: lookOf(shown),
    options,
    target: target.id,
    replacePhoto: target.isPhotoItself,
  });
  change({ why: 'resultSaved', document: document.id, result: shown, name: file.name, isAll: allHeld });
  tellSaved(file, say('save.done', { name: file.name, megabytes: megabytes(bytes) }));
}

function megabytes(bytes: number): string {
  return new Intl.NumberFormat(formatLocale(), { maximumFractionDigits: 1 }).format(
    // A small file must not appear as 0 MB.
    Math.max(0.1, bytes / 1e6),
  );
}

/**
 * Saves photo, mask, repairs and results, at the project's own place or at one that the user chooses. False if the user
 * cancels.
 */
export function saveProject(): Promise<boolean> {
  // A browser can't overwrite a download, and a project that was only opened must not be written.
  return keepProject(canDialog() && shownPhoto().document?.project?.isNamed === true);
}

/** Like saveProject, but always asks for a place; an earlier project file stays unchanged. */
export function saveProjectAs(): Promise<boolean> {
  return keepProject(false);
}

async function keepProject(whereItIs: boolean): Promise<boolean> {
  const { document } = shownPhoto();
  if (!document) return false;
  stage()?.finish();
  await flushMask(document.id);
  await rememberRepairs(document.id);
  const target = whereItIs ? null : await chooseProject(document);
  if (!whereItIs && !target) return false;
  const { file } = await request('saveProject', { document: document.id, target: target?.id ?? null });
  const project = { ...file, isNamed: true };
  change({ why: 'projectSaved', document: document.id, project });
  tellSaved(file, say('project.saved', { name: file.name }));
  return true;
}

async function chooseProject({ id, name: photo, project }: PhotoDocument) {
  const name = project?.name ?? `${photo.replace(/\.[^.]*$/, '')}.daguerre`;
  return (await request('chooseToSave', { name, extension: 'daguerre', document: id })).target;
}

export function canDialog(): boolean {
  return useProgram.getState().info?.capabilities.dialogs ?? true;
}
