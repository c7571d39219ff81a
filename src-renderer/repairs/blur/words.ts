import type { MessageKey } from '../../messages/keys';

/** A blur's standard deviation in pixels as a word. */
export function blurWord(deviation: number): MessageKey {
  if (deviation < 1) return 'blur.slight';
  if (deviation < 2.5) return 'blur.clear';
  return 'blur.heavy';
}
