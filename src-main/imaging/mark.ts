/** What a restored file says of its making. */
export interface Mark {
  /** With its version: 'Daguerre 0.1.0'. */
  readonly software: string;
  /** What was done, in words: operators and settings. */
  readonly recipe: string;
  readonly seed: number;
  /** Of the network: its version, and what identifies its file. */
  readonly network: string;
  /** ISO 8601; now, unless given. */
  readonly made?: string;
}
