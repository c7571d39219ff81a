import { PlainError } from '../contract/errors';

/** The process of a request ended with all its requests. It isn't known whether this request was the cause. */
export class ProcessLost extends PlainError {}
