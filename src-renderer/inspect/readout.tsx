import { useEffect, useState } from 'react';
import { request } from '../client/client';
import { useMessages } from '../messages/messages';
import { usePhoto } from '../state/photos';
import { useView } from '../state/view';
import { useShownPicture } from './use-shown-picture';

/** Milliseconds that the pointer rests before the file's own numbers are requested. */
const SETTLED = 60;

/** The samples under the pointer, in the file's own numbers. */
export function Readout() {
  const say = useMessages();
  const point = useView((state) => state.point);
  const extent = usePhoto((state) => state.document);
  const picture = useShownPicture();
  const [values, setValues] = useState<readonly number[]>([]);
  useEffect(() => {
    if (!point || !picture || !extent) return;
    let stale = false;
    const timer = setTimeout(async () => {
      const x = Math.min(picture.width - 1, Math.floor((point.x * picture.width) / extent.width));
      const y = Math.min(picture.height - 1, Math.floor((point.y * picture.height) / extent.height));
      // A failed read isn't worth an alert while the pointer moves.
      const read = await request('readPixel', { picture: picture.id, x, y }).catch(() => null);
      if (!stale && read) setValues(read.values);
    }, SETTLED);
    return () => {
      stale = true;
      clearTimeout(timer);
    };
  }, [point, picture, extent]);
  return (
    <section className="panel-section">
      <h2 className="section-title">{say('picture.readout')}</h2>
      <p className="numbers">
        {point ? `${say('picture.position', { ...point })} · ${values.join(' ')}` : say('picture.noPoint')}
      </p>
    </section>
  );
}
