import { join } from 'node:path';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import { type PictureRef, tilePath } from '../contract/window/basics';
import type { ProgramInfo } from '../contract/window/program';
import type { Pictures } from './pictures';
import type { EncodedTile } from './studio';

/** The photos that come with the program, by the names that the window uses. */
const EXAMPLES = { boyden: 'boyden.jpg', coffee: 'coffee.jpg' } as const;

const PREFIX = 'example-';

/** The examples for the window, each with the path of a small picture. */
export function describeExamples(): ProgramInfo['examples'] {
  return Object.keys(EXAMPLES).map((name) => ({ name, picture: tilePath(`${PREFIX}${name}`, 0, 0, 0) }));
}

/** The path of an example's photo. Throws a PlainError for any other name. */
export function examplePath(folder: string, name: string): string {
  const file = Object.entries(EXAMPLES).find(([known]) => known === name)?.[1];
  if (file === undefined) throw badRequest(said('noExample'));
  return join(folder, file);
}

/** Small pictures of the examples, created at the first request. */
export interface ExamplePictures {
  /** Undefined for pictures that aren't examples. */
  readTile(picture: string): Promise<EncodedTile | undefined> | undefined;
}

export function createExamplePictures(folder: string, pictures: Pictures): ExamplePictures {
  const shown = new Map<string, Promise<PictureRef>>();
  return {
    readTile: (picture) => {
      if (!picture.startsWith(PREFIX) || !Object.hasOwn(EXAMPLES, picture.slice(PREFIX.length))) {
        return undefined;
      }
      const known = shown.get(picture);
      const made = known ?? pictures.showFile(examplePath(folder, picture.slice(PREFIX.length)));
      shown.set(picture, made);
      return made.then(({ id, levels }) => pictures.readTile(id, levels - 1, 0, 0));
    },
  };
}
