import { shownResult } from '../state/photo';
import { usePhoto } from '../state/photos';

/** The measured picture: that of the shown result, otherwise the photo's. */
export function useShownPicture() {
  return usePhoto((state) => {
    const result = shownResult(state);
    return result ? (state.looked[result.id] ?? result.picture) : (state.document?.picture ?? null);
  });
}
