import { keptSaid } from '../contract/said-before';
import { z } from '../contract/schema';
import { lookSchema, PLAIN_LOOK, resultSchema } from '../contract/window/results';
import { cropSchema } from './kept-document';
import { filledSchema } from './stored-result';

/** Names of a project's table of contents and of its mask. */
export const CONTENTS = 'project.json';
export const MASK = 'mask.png';
const FORMAT = 'Daguerre project';
/**
 * Version 2 contains the looks of results; from 3 on recipes have a detail, and perhaps a tone; from 4 on messages about
 * results are kept by key. Earlier programs can't read these.
 */
export const VERSION = 4;

/** More results than a person makes from one photo. */
const MAX_RESULTS = 1000;
/** Most nested crops. */
const MAX_CROPS = 100;

/** A name inside the archive. */
const entryName = z.string().regex(/^(photo|results)\/[^/\\]+$/);

/** The contents of project.json. */
export const projectSchema = z
  .object({
    format: z.literal(FORMAT),
    version: z.literal([1, 2, 3, VERSION]),
    name: z.string().min(1).max(1000),
    /** The photo's own bytes. */
    photo: entryName,
    page: z.int().min(0),
    crops: z.array(cropSchema).max(MAX_CROPS),
    repairs: z.unknown(),
    /** Whether MASK exists. */
    hasMask: z.boolean(),
    results: z
      .array(
        z.object({
          entry: entryName,
          result: resultSchema
            .omit({ id: true, picture: true, kernel: true })
            .extend({ reasons: z.array(keptSaid), warnings: z.array(keptSaid) }),
          /** Its look; version 1 has none. */
          look: lookSchema.default(PLAIN_LOOK),
          /** What was filled in it; its start is an entry. Missing in projects of earlier versions. */
          filled: filledSchema.optional(),
        }),
      )
      .max(MAX_RESULTS),
  })
  .refine(
    ({ photo, results }) =>
      new Set([photo, ...results.map(({ entry }) => entry)]).size === results.length + 1,
    'an entry is used twice',
  );
export type Project = z.output<typeof projectSchema>;

/** The text of a project's contents; `project` lacks the fields that are the same in all projects. */
export function projectText(project: Omit<Project, 'format' | 'version'>): string {
  return JSON.stringify({ format: FORMAT, version: VERSION, ...project }, null, 2);
}

/** The fields that identify a file of a later version. */
export const anyProjectSchema = z.object({ format: z.literal(FORMAT), version: z.number() });
