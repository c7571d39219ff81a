import type { z } from '../contract/schema';

/** The schemas of one request: what is sent, its progress reports, and its result. */
export interface RequestShape {
  readonly payload: z.ZodType;
  readonly progress: z.ZodType;
  readonly result: z.ZodType;
}

/** The requests that one kind of process answers, by name. Both ends parse with the same schemas. */
export type RequestTable = Readonly<Record<string, RequestShape>>;

/** What a handler gets besides its payload. */
export interface RequestContext<Progress> {
  /** Reports progress to the sender. */
  progress(value: Progress): void;
  /** Whether the request was cancelled. Check it between steps, and leave by throwing `signal.reason`. */
  cancelled(): boolean;
  /** Aborted when the request is cancelled; `signal.throwIfAborted()` leaves a handler. */
  readonly signal: AbortSignal;
}

export type Handler<Shape extends RequestShape> = (
  payload: z.output<Shape['payload']>,
  context: RequestContext<z.input<Shape['progress']>>,
) => Promise<z.input<Shape['result']>> | z.input<Shape['result']>;

/** One handler for every request of the table. */
export type Handlers<Table extends RequestTable> = { readonly [Name in keyof Table]: Handler<Table[Name]> };

/** Options that the sender of a request may set. */
export interface RequestOptions<Progress> {
  onProgress?: (value: Progress) => void;
  signal?: AbortSignal;
}
