import { create } from 'zustand';
import { type Look, PLAIN_LOOK } from '../../src-main/contract/window/results';
import type { Repairs } from '../repairs/schema';
import { NOTHING_DONE, type Photo, type PhotoChange, photoAfter } from './photo';
import type { Choice } from './steps';

/** The open photos. */
export interface Photos {
  /** The photos by document, in the order of opening. */
  readonly open: ReadonlyMap<string, Photo>;
  /** The shown photo's document; null for none. */
  readonly shown: string | null;
  /** The name of the file that is being read; null if none is. */
  readonly reading: string | null;
}

/** Why the open photos change. */
export type Change =
  | { readonly why: 'reading'; readonly name: string | null }
  | { readonly why: 'opened'; readonly photo: Photo }
  | { readonly why: 'shown'; readonly document: string | null }
  | { readonly why: 'closed'; readonly document: string }
  | (PhotoChange & { readonly document: string });

export const NO_PHOTOS: Photos = { open: new Map(), shown: null, reading: null };

/** The open photos after a change. A change of a photo that is no longer open is ignored. */
export function photosAfter(photos: Photos, change: Change): Photos {
  const { open, shown } = photos;
  switch (change.why) {
    case 'reading':
      return { ...photos, reading: change.name };
    case 'opened':
      return { ...photos, open: new Map([...open, [change.photo.document.id, change.photo]]) };
    case 'shown':
      return change.document === null || open.has(change.document)
        ? { ...photos, shown: change.document }
        : photos;
    case 'closed': {
      const left = new Map([...open].filter(([id]) => id !== change.document));
      return { ...photos, open: left, shown: shown === change.document ? beside(open, shown) : shown };
    }
    default: {
      const photo = open.get(change.document);
      if (!photo) return photos;
      const after = photoAfter(photo, change);
      return after === photo ? photos : { ...photos, open: new Map([...open, [change.document, after]]) };
    }
  }
}

/** The photo after the given one, or the one before if it is the last. */
function beside(open: Photos['open'], document: string): string | null {
  const ids = [...open.keys()];
  const place = ids.indexOf(document);
  return ids[place + 1] ?? ids[place - 1] ?? null;
}

export const usePhotos = create<Photos>()(() => NO_PHOTOS);

/** Changes the open photos. Nothing else does. */
export function change(why: Change): void {
  usePhotos.setState((photos) => photosAfter(photos, why));
}

/** Changes the shown photo, if there is one. */
export function changeShown(why: PhotoChange): void {
  const document = usePhotos.getState().shown;
  if (document !== null) change({ ...why, document });
}

/** An open photo, shown or not; null for one that isn't open any more. */
export function photoOf(document: string): Photo | null {
  return usePhotos.getState().open.get(document) ?? null;
}

/** The shown photo, or NO_PHOTO. */
export type ShownPhoto = Photo | typeof NO_PHOTO;

const NO_PHOTO = { ...NOTHING_DONE, document: null, mask: null };

function shownIn({ open, shown }: Photos): ShownPhoto {
  return open.get(shown ?? '') ?? NO_PHOTO;
}

/** The photo that is shown. */
export function shownPhoto(): ShownPhoto {
  return shownIn(usePhotos.getState());
}

/** A part of the photo that is shown. */
export function usePhoto<Part>(part: (photo: ShownPhoto) => Part): Part {
  return usePhotos((photos) => part(shownIn(photos)));
}

/** A part of how the shown photo is to be repaired. */
export function useRepairs<Part>(part: (choice: Choice) => Part): Part {
  return usePhoto(({ choice }) => part(choice));
}

/** Changes the shown photo's repairs, as a person does. */
export function changeRepairs(to: (repairs: Repairs) => Repairs): void {
  changeShown({ why: 'chosen', choice: { repairs: to(shownPhoto().choice.repairs) } });
}

/** The look of a result of the shown photo. */
export function lookOf(result: string): Look {
  return shownPhoto().looks[result] ?? PLAIN_LOOK;
}
