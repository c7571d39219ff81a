import type { PlainError } from '../../contract/errors';
import { inEnglish } from '../../contract/said';
import { workingFileError } from '../../imaging/working-files';
import { LeftAlone } from '../../jobs/find-damage';

/** The refusal of a request: its status, and a sentence that says what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  /** Headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, words: string, headers: Readonly<Record<string, string>> = {}) {
    super(words);
    this.status = status;
    this.headers = headers;
  }
}

/** The statuses of Fastify and its multipart parser that a request can cause, with sentences that say what to do. */
const WORDS: Readonly<Record<number, string>> = {
  404: 'There is nothing here; /openapi.json lists what is.',
  413: 'A part of the request is larger than can be taken.',
  415: 'The request must be multipart/form-data with the part photo.',
};

/** The refusal for an error. For an unexpected error it reveals nothing about the program's internals. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const plain = workingFileError(error);
  if (plain) return new Refusal(statusOf(plain), wordsOf(plain));
  const status = asStatus(error);
  if (status !== undefined && status < 500)
    return new Refusal(status, WORDS[status] ?? 'The request is malformed.');
  return new Refusal(500, 'The service failed at this request; its other requests go on.');
}

/** If a photo is left alone, the request was valid, but the recipe repairs nothing in it. */
function statusOf(error: PlainError): number {
  if (error instanceof LeftAlone) return 422;
  return error.badRequest ? 400 : 500;
}

function wordsOf(error: PlainError): string {
  return error instanceof LeftAlone ? `The photo was left alone: ${inEnglish(error.reason)}.` : error.message;
}

function asStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}
