import './histogram.css';
import { useEffect, useState } from 'react';
import type { PictureRef } from '../../src-main/contract/window/basics';
import { request } from '../client/client';
import { useMessages } from '../messages/messages';
import { attempt } from '../state/alerts';
import { usePhoto } from '../state/photos';
import { histogramPath } from './histogram-path';
import { useShownPicture } from './use-shown-picture';

const COLOURS = { grey: ['#8f8f8f'], colour: ['#d9534a', '#4aa35a', '#4a7fd9'] } as const;
const HEIGHT = 100;

interface Props {
  readonly picture: PictureRef | null;
  readonly label: string;
  /** 8-bit levels to mark with a line. */
  readonly marks?: readonly number[];
}

/** The frequency of each value of a picture, by channel. */
export function HistogramOf({ picture, label, marks = [] }: Props) {
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
    <svg
      className="histogram"
      viewBox={`0 0 256 ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {colours.map((colour, channel) => {
        const counts = channels[channel];
        return counts && <path key={colour} fill={colour} d={histogramPath(counts, HEIGHT)} />;
      })}
      {marks.map((level, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mark has no identity but its place.
        <line key={i} x1={level + 0.5} x2={level + 0.5} y1={0} y2={HEIGHT} />
      ))}
    </svg>
  );
}

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
