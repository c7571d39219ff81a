/** An error whose message is a sentence for the user. */
export class PlainSentence extends Error {
  override readonly name = 'PlainSentence';
  readonly badRequest: boolean;

  constructor(message: string, badRequest: boolean) {
    super(message);
    this.badRequest = badRequest;
  }
}

/** The text to show for anything that was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
