import {
  IconArrowLeft,
  IconChevronLeft,
  IconChevronRight,
  IconLayoutColumns,
  IconSeparatorVertical,
} from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ChannelOutput } from '../../src-main/contract/window/channels';
import type { BatchRow } from '../../src-main/contract/window/library';
import { request } from '../client/client';
import { numberWords, useMessages } from '../messages/messages';
import { FileName } from '../parts/file-name';
import { IconButton } from '../parts/icon-button';
import { Loading } from '../picture/loading';
import type { Compare } from '../picture/stage-types';
import { attempt } from '../state/alerts';
import { Pair } from './pair';
import { ReviewFoot } from './review-foot';
import { keyInReview } from './review-keys';
import { endReview, step } from './row-actions';
import { useLibrary } from './state';

type Pictures = ChannelOutput<'rowPictures'>;

interface Seen {
  readonly row: BatchRow;
  readonly pictures: Pictures;
}

/** Shows results one by one, large, compared with their photos. */
export function Review() {
  const say = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const seen = useSeen();
  const [compare, setCompare] = useState<Compare>({ mode: 'slider', position: 0.5 });
  const review = useLibrary((state) => state.review);
  useEffect(() => box.current?.focus(), []);
  if (!review) return null;
  const onKeys = (event: KeyboardEvent) => {
    if (!keyInReview(event, seen?.row)) return;
    // Before the stage handles the arrow keys for its crosshair.
    event.preventDefault();
    event.stopPropagation();
  };
  const number = numberWords(review.at + 1);
  return (
    <section
      ref={box}
      className="review"
      aria-label={say('library.review')}
      tabIndex={-1}
      onKeyDownCapture={onKeys}
    >
      <div className="review-head">
        <IconButton label={say('library.backToGrid')} icon={IconArrowLeft} onPress={endReview} />
        <h2>{seen && <FileName name={seen.row.name} />}</h2>
        <span className="quiet numbers">
          {say('library.reviewOf', { number, total: numberWords(review.ids.length) })}
        </span>
        <span className="review-gap" />
        <IconButton
          label={say('compare.slider')}
          icon={IconSeparatorVertical}
          isSelected={compare.mode === 'slider'}
          onPress={() => setCompare(toggled(compare, 'slider'))}
        />
        <IconButton
          label={say('compare.side')}
          icon={IconLayoutColumns}
          isSelected={compare.mode === 'side'}
          onPress={() => setCompare(toggled(compare, 'side'))}
        />
        <IconButton
          label={say('library.previous')}
          icon={IconChevronLeft}
          isDisabled={review.at === 0}
          onPress={() => step(-1)}
        />
        <IconButton
          label={say('library.next')}
          icon={IconChevronRight}
          isDisabled={review.at === review.ids.length - 1}
          onPress={() => step(1)}
        />
      </div>
      <div className="review-stage">
        {seen ? (
          <Pair
            key={seen.row.id}
            name={seen.row.name}
            before={seen.pictures.before}
            after={seen.pictures.after}
            compare={compare}
            onCompare={setCompare}
          />
        ) : (
          <Loading words={say('stage.loading')} />
        )}
      </div>
      {seen && <ReviewFoot row={seen.row} />}
    </section>
  );
}

function toggled(compare: Compare, mode: 'slider' | 'side'): Compare {
  if (compare.mode === mode) return { mode: 'off' };
  return mode === 'slider' ? { mode, position: 0.5 } : { mode };
}

/** The row under review, reloaded when the batch changes; the pictures of the next one are prepared meanwhile. */
function useSeen(): Seen | null {
  const [seen, setSeen] = useState<Seen | null>(null);
  const review = useLibrary((state) => state.review);
  const batch = useLibrary((state) => state.batch?.id);
  const revision = useLibrary((state) => state.batch?.revision);
  const [id, next] = [review?.ids[review.at], review?.ids[review.at + 1]];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision may have changed the row.
  useEffect(() => {
    if (batch === undefined || id === undefined) return;
    let isWanted = true;
    void attempt(async () => {
      const row = await request('batchRow', { batch, row: id });
      if (isWanted) setSeen((before) => (before?.row.id === id ? { ...before, row } : before));
      const pictures = await request('rowPictures', { batch, row: id });
      if (isWanted) setSeen({ row, pictures });
      if (isWanted && next !== undefined) await request('rowPictures', { batch, row: next }).catch(() => {});
    });
    return () => {
      isWanted = false;
    };
  }, [batch, id, next, revision]);
  return seen;
}
