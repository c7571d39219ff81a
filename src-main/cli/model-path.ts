import { places } from '../shell/places';

/** The network that comes with the program. */
export function defaultModel(): string {
  return places().model;
}
