import { request } from '../client/client';
import { goTo } from '../library/state';
import { photoOf, usePhotos } from '../state/photos';
import { patchInfo } from '../state/program';
import { useTour } from '../state/tour';
import { openDialog } from '../state/view';
import { openExample } from './open';
import { showDocument } from './switch';

const EXAMPLE = 'boyden';

/** Opens the example and begins the tour on it; after that the tour doesn't begin by itself. */
export async function startTour(): Promise<void> {
  openDialog(null);
  goTo('photo');
  patchInfo({ settings: await request('changeSettings', { tourSeen: true }) });
  const { document } = useTour.getState();
  if (document !== null && photoOf(document)) showDocument(document);
  else await openExample(EXAMPLE);
  useTour.setState({ step: 'photo', document: usePhotos.getState().shown });
}
