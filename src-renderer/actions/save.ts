import type { SaveOptions } from '../../src-main/contract/window/saving';
import { bridge, request } from '../client/client';
import { formatLocale, say } from '../messages/messages';
import { alert, dismiss, speak } from '../state/alerts';
import { lookOf, usePhoto } from '../state/photo';
import { useProgram } from '../state/program';
import { useRepairs } from '../state/repairs';
import { flushMask } from './mask';

const EXTENSIONS = { jpeg: 'jpg', png: 'png', tiff: 'tif', webp: 'webp', avif: 'avif' } as const;

/** A file that was asked for, once it is known whether it is the photo itself. */
export interface Target {
  readonly file: string;
  readonly isOriginal: boolean;
}

/** Asks where to save; null where the person cancels. */
export async function chooseTarget(format: SaveOptions['format']): Promise<Target | null> {
  const { document } = usePhoto.getState();
  if (!document) return null;
  const extension = EXTENSIONS[format];
  const name = `${document.name.replace(/\.[^.]*$/, '')}-restored.${extension}`;
  const { file, isOriginal } = await request('chooseToSave', { name, extension, document: document.id });
  return file && { file: file.id, isOriginal };
}

/** Writes the result that is shown. */
export async function saveShown(target: Target, options: SaveOptions): Promise<void> {
  const { document, shown } = usePhoto.getState();
  if (!document || !shown) return;
  const { file, bytes } = await request('saveResult', {
    document: document.id,
    result: shown,
    look: lookOf(shown),
    options,
    file: target.file,
    replaceOriginal: target.isOriginal,
  });
  tell(file.id, file.name, say('save.done', { name: file.name, megabytes: megabytes(bytes) }));
}

function megabytes(bytes: number): string {
  return new Intl.NumberFormat(formatLocale(), { maximumFractionDigits: 1 }).format(bytes / 1e6);
}

/** How long it is said that a file was saved, in milliseconds. */
const TOLD_FOR = 8000;

function tell(file: string, name: string, message: string): void {
  const url = bridge().downloadUrl(file);
  const shown = alert({ tone: 'notice', message, ...(url !== null && { download: { url, name } }) });
  // Nothing is left to do about it, unless it has to be fetched.
  if (url === null) setTimeout(() => dismiss(shown), TOLD_FOR);
  speak(message);
}

/** Saves photo, mask, repairs and results: to where the project already is, or to where the person says. */
export async function saveProject(): Promise<void> {
  const { document } = usePhoto.getState();
  if (!document) return;
  await flushMask();
  await request('rememberRepairs', { document: document.id, repairs: useRepairs.getState().repairs });
  const file = document.project ?? (await chooseProject(document.id, document.name));
  if (!file) return;
  const saved = await request('saveProject', { document: document.id, file: file.id });
  usePhoto.setState({ document: { ...document, project: saved.file } });
  tell(saved.file.id, saved.file.name, say('project.saved', { name: saved.file.name }));
}

async function chooseProject(document: string, photo: string) {
  const name = `${photo.replace(/\.[^.]*$/, '')}.daguerre`;
  return (await request('chooseToSave', { name, extension: 'daguerre', document })).file;
}

export function canDialog(): boolean {
  return useProgram.getState().info?.capabilities.dialogs ?? true;
}
