import { useMessages } from '../messages/messages';
import { usePhoto } from '../state/photos';
import { HistogramOf } from './histogram-of';
import { useShownPicture } from './use-shown-picture';

/** The histogram of the shown picture. */
export function Histogram() {
  const say = useMessages();
  const name = usePhoto((state) => state.document?.name ?? '');
  const picture = useShownPicture();
  return (
    <section className="panel-section">
      <h2 className="section-title">{say('picture.histogram')}</h2>
      <HistogramOf picture={picture} label={say('picture.channels', { name })} />
    </section>
  );
}
