import { PHOTO_EXTENSIONS } from '../../src-main/contract/photo-files';
import type { FileRef } from '../../src-main/contract/window/basics';
import type { PURPOSES } from '../../src-main/contract/window/program';
import { admit, bridge, request } from '../client/client';
import { useProgram } from '../state/program';

/** All photos: browsers know the kinds of most of them, but not of every extension. */
const PHOTOS = ['image/*', ...PHOTO_EXTENSIONS.map((extension) => `.${extension}`)].join(',');

/** File types that the browser's picker shows first; a file's kind is decided only by its content. */
const ACCEPTED: Readonly<Record<(typeof PURPOSES)[number], string>> = {
  photo: `${PHOTOS},.daguerre`,
  project: '.daguerre',
  mask: PHOTOS,
  kernel: PHOTOS,
};

/** Asks for files by the system's dialog, or by the browser's picker if the host has none; empty if the user cancels. */
export async function chooseFiles(purpose: (typeof PURPOSES)[number]): Promise<FileRef[]> {
  const hasDialogs = useProgram.getState().info?.capabilities.dialogs ?? true;
  if (hasDialogs) return (await request('chooseToOpen', { purpose })).files;
  const admitted: FileRef[] = [];
  for (const file of await pickFiles(purpose)) admitted.push(await admit(file));
  return admitted;
}

/** The browser's own picker, which opens only in response to a click or a key. */
function pickFiles(purpose: (typeof PURPOSES)[number]): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = ACCEPTED[purpose];
  input.multiple = purpose === 'photo';
  input.hidden = true;
  document.body.append(input);
  return new Promise((resolve) => {
    const end = () => {
      input.remove();
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener('change', end);
    input.addEventListener('cancel', end);
    input.click();
  });
}

/** Downloads a file that was written for the browser, and returns its address; null if the host has dialogs. */
export function fetchWritten(file: string, name: string): string | null {
  const url = bridge().downloadUrl(file);
  if (url === null) return null;
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  return url;
}
