import { PlainError } from '../contract/errors';

/** A request's process is gone with all that it was doing; whether this request was to blame isn't known. */
export class ProcessLost extends PlainError {}
