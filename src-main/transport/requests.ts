import type { z } from '../contract/schema';

/** The schemas of one request: what is sent, what is told on the way, and what comes back. */
export interface RequestShape {
  readonly payload: z.ZodType;
  readonly progress: z.ZodType;
  readonly result: z.ZodType;
}

/** The requests that one kind of process answers, by name. Both ends parse with the same schemas. */
export type RequestTable = Readonly<Record<string, RequestShape>>;

/** What a handler is given beside its payload. */
export interface RequestContext<Progress> {
  /** Tells the one who waits how far the work is. */
  progress(value: Progress): void;
  /** True once the request was cancelled; ask between steps and leave by throwing `signal.reason`. */
  cancelled(): boolean;
  /** Aborted when the request is cancelled: `context.signal.throwIfAborted()` leaves a handler. */
  readonly signal: AbortSignal;
}

export type Handler<Shape extends RequestShape> = (
  payload: z.output<Shape['payload']>,
  context: RequestContext<z.input<Shape['progress']>>,
) => Promise<z.input<Shape['result']>> | z.input<Shape['result']>;

/** One handler for every request of the table. */
export type Handlers<Table extends RequestTable> = { readonly [Name in keyof Table]: Handler<Table[Name]> };

/** Parts of a request that its sender chooses. */
export interface RequestOptions<Progress> {
  onProgress?: (value: Progress) => void;
  signal?: AbortSignal;
}
