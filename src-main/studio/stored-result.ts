import type { Result } from '../contract/window/results';
import type { RawPicture } from '../imaging/raw-picture';

/** A result with its samples. */
export interface StoredResult {
  readonly result: Result;
  readonly raw: RawPicture;
}
