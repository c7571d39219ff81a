import { useEffect, useState } from 'react';
import { request } from '../client/client';
import { useMessages } from '../messages/messages';
import { attempt } from '../state/alerts';
import { usePhoto } from '../state/photos';
import { histogramPath } from './histogram-path';
import { useShownPicture } from './use-shown-picture';

const COLOURS = { grey: ['#8f8f8f'], colour: ['#d9534a', '#4aa35a', '#4a7fd9'] } as const;

/** The frequency of each value, by channel. */
export function Histogram() {
  const say = useMessages();
  const name = usePhoto((state) => state.document?.name ?? '');
  const picture = useShownPicture();
  const [channels, setChannels] = useState<readonly (readonly number[])[]>([]);
  useEffect(() => {
    if (!picture) return;
    let stale = false;
    void attempt(async () => {
      const read = await request('histogram', { picture: picture.id });
      if (!stale) setChannels(read.channels);
    });
    return () => {
      stale = true;
    };
  }, [picture]);
  const colours = channels.length < 3 ? COLOURS.grey : COLOURS.colour;
  return (
    <section className="panel-section">
      <h2 className="section-title">{say('picture.histogram')}</h2>
      <svg
        className="histogram"
        viewBox="0 0 256 100"
        preserveAspectRatio="none"
        role="img"
        aria-label={say('picture.channels', { name })}
      >
        {colours.map((colour, channel) => {
          const counts = channels[channel];
          return counts && <path key={colour} fill={colour} d={histogramPath(counts, 100)} />;
        })}
      </svg>
    </section>
  );
}
