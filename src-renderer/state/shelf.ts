import { create } from 'zustand';
import { NO_REPAIRS } from '../repairs/schema';
import { NO_PHOTO, type PhotoState, usePhoto } from './photo';
import { type RepairsState, useRepairs } from './repairs';

/** What is kept of an open photo while another is shown. */
interface Shelved {
  readonly photo: PhotoState;
  readonly repairs: RepairsState;
}

interface ShelfState {
  /** All open photos, the shown one too, in the order in which they were opened. */
  readonly open: readonly { readonly id: string; readonly name: string }[];
  readonly kept: Readonly<Record<string, Shelved>>;
}

/** The open photos. The stores of photo and repairs hold the one that is shown, the shelf all others. */
export const useShelf = create<ShelfState>()(() => ({ open: [], kept: {} }));

/** Puts a photo that was opened on the shelf; it isn't shown yet. */
export function addToShelf(photo: PhotoState, repairs: RepairsState): void {
  const { document } = photo;
  if (!document) return;
  const entry = { id: document.id, name: document.name };
  useShelf.setState(({ open, kept }) => ({
    open: [...open.filter(({ id }) => id !== entry.id), entry],
    kept: { ...kept, [document.id]: { photo, repairs } },
  }));
}

/** Shows a photo of the shelf in place of the one that is shown; null shows none. */
export function swapPhoto(document: string | null): void {
  const { opening, ...shown } = usePhoto.getState();
  const { [document ?? '']: next, ...others } = useShelf.getState().kept;
  const kept = shown.document
    ? { ...others, [shown.document.id]: { photo: { ...NO_PHOTO, ...shown }, repairs: useRepairs.getState() } }
    : others;
  useShelf.setState({ kept });
  swapping = true;
  // First the repairs: whoever hears of the photo finds its own.
  useRepairs.setState(next?.repairs ?? { repairs: NO_REPAIRS, kernel: null });
  usePhoto.setState({ ...(next?.photo ?? NO_PHOTO), opening });
  swapping = false;
}

let swapping = false;

/** Whether the stores change because another photo is shown, and not because anyone changed anything. */
export function isSwapping(): boolean {
  return swapping;
}

/** Takes a photo off the shelf for good; the shown one has to be swapped first. */
export function takeOffShelf(document: string): void {
  useShelf.setState(({ open, kept }) => {
    const { [document]: _, ...others } = kept;
    return { open: open.filter(({ id }) => id !== document), kept: others };
  });
}

/** An open photo's state, shown or not; null for one that isn't open any more. */
export function photoOf(document: string): PhotoState | null {
  const shown = usePhoto.getState();
  if (shown.document?.id === document) return shown;
  return useShelf.getState().kept[document]?.photo ?? null;
}

/** Sets an open photo's repairs, shown or not. */
export function setRepairsOf(document: string, repairs: RepairsState): void {
  if (usePhoto.getState().document?.id === document) {
    useRepairs.setState(repairs);
    return;
  }
  useShelf.setState(({ kept }) => {
    const found = kept[document];
    return found ? { kept: { ...kept, [document]: { ...found, repairs } } } : {};
  });
}

/** Changes an open photo's state, shown or not. */
export function changePhoto(document: string, change: (photo: PhotoState) => Partial<PhotoState>): void {
  const shown = usePhoto.getState();
  if (shown.document?.id === document) {
    usePhoto.setState(change(shown));
    return;
  }
  useShelf.setState(({ kept }) => {
    const found = kept[document];
    if (!found) return {};
    return { kept: { ...kept, [document]: { ...found, photo: { ...found.photo, ...change(found.photo) } } } };
  });
}
