import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, type WheelEvent } from 'react';
import { healAnew } from '../actions/heal';
import { anotherResult } from '../actions/restore';
import { showResult } from '../actions/results';
import { thumbnailUrl } from '../client/tiles';
import { useMessages } from '../messages/messages';
import { IconButton } from '../parts/icon-button';
import { resultName } from '../results/result-name';
import { start } from '../state/alerts';
import { useJobs } from '../state/jobs';
import { isHealedShown } from '../state/photo';
import { usePhoto } from '../state/photos';
import { Thumbnail } from './thumbnail';

/** The photo and its results as thumbnails: one is shown. */
export function Strip() {
  const say = useMessages();
  const document = usePhoto((state) => state.document);
  const results = usePhoto((state) => state.results);
  const shown = usePhoto((state) => state.shown);
  const isHealed = usePhoto(isHealedShown);
  const starting = useJobs((state) => state.starting);
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    // The photo comes first.
    const place = results.findIndex(({ id }) => id === shown) + 1;
    strip.current?.children[place]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [results, shown]);
  if (!document || results.length === 0) return null;
  return (
    <section ref={strip} className="strip" aria-label={say('result.strip')} onWheel={scrollAlong}>
      <Thumbnail
        name={say('result.original')}
        url={thumbnailUrl(document.picture)}
        isSelected={shown === null}
        onPress={() => showResult(null)}
      />
      {results.map((result, place) => (
        <Thumbnail
          key={result.id}
          name={resultName(results, result, say)}
          number={place + 1}
          url={thumbnailUrl(result.picture)}
          isSelected={shown === result.id}
          onPress={() => showResult(result.id)}
        />
      ))}
      <IconButton
        label={say(isHealed ? 'command.healAnew' : 'result.another')}
        icon={IconPlus}
        placement="top"
        isBusy={starting}
        onPress={isHealed ? healAnew : () => start(anotherResult, 'restore')}
      />
    </section>
  );
}

/** Scrolls the strip with a wheel that only scrolls vertically. */
function scrollAlong({ currentTarget, deltaX, deltaY }: WheelEvent): void {
  if (deltaX === 0) currentTarget.scrollLeft += deltaY;
}
