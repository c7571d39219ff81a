import { z } from '../../contract/schema';
import { suggestionsSchema } from '../../contract/window/documents';

/** A picture inside JSON. */
const picture = z.object({
  type: z.string().describe('media type'),
  bytes: z.int().describe('size of the file'),
  base64: z.string().describe('the file'),
});

/** The report of a restoration, without its pictures. */
export const reportSchema = z.object({
  width: z.int().describe("the result's, in pixels"),
  height: z.int().describe("the result's, in pixels"),
  pages: z.int(),
  recipe: z.looseObject({}).describe('what ran on the first page, with the values estimated from it'),
  exactPosterior: z.boolean().describe('whether the results are samples of the posterior itself'),
  damaged: z.number().nullable().describe('share of pixels found damaged, 0 to 1; null if not searched for'),
  provider: z.string().describe('where the network ran'),
  network: z.object({ version: z.string(), sha256: z.string() }),
  seconds: z.number(),
  warnings: z.array(z.string()).describe('sentences in English'),
});
export type Report = z.output<typeof reportSchema>;

export const restoredSchema = reportSchema.extend({
  results: z.array(picture).describe('one for each of the samples'),
});

export const detectedSchema = z.object({
  width: z.int().describe('in pixels'),
  height: z.int().describe('in pixels'),
  share: z.number().describe('share of pixels that are marked, 0 to 1'),
});
export type DetectedAnswer = z.output<typeof detectedSchema>;

export const estimatedSchema = suggestionsSchema;

export const healthSchema = z.object({
  status: z.literal('ok'),
  version: z.string(),
  waiting: z.int().describe('requests that wait or send their photo'),
  running: z.int().describe('requests that are worked on'),
});

/** RFC 9457 (problem details). */
export const problemSchema = z.object({
  title: z.string(),
  status: z.int(),
  detail: z.string().describe('a sentence that says what is wrong and what to do'),
});
