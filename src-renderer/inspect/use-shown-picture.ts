import { shownResult, usePhoto } from '../state/photo';

/** The picture that measurements are of: the shown result's own, else the photo's. */
export function useShownPicture() {
  return usePhoto((state) => {
    const result = shownResult(state);
    return result ? (state.looked[result.id] ?? result.picture) : (state.document?.picture ?? null);
  });
}
