import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useMessages } from '../messages/messages';
import { Loading } from '../picture/loading';
import type { Compare } from '../picture/stage-types';
import { Pair } from './pair';
import { ReviewFoot } from './review-foot';
import { ReviewHead } from './review-head';
import { keyInReview } from './review-keys';
import { type SeenRow, useSeenRow } from './seen-row';
import { useLibrary } from './state';

/** Shows large results one by one, compared with their photos, and photos without a result with the reason. */
export function Review() {
  const say = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const seen = useSeenRow();
  const [compare, setCompare] = useState<Compare>({ mode: 'slider', position: 0.5 });
  const isOpen = useLibrary((state) => state.review !== null);
  useEffect(() => box.current?.focus(), []);
  if (!isOpen) return null;
  const onKeys = (event: KeyboardEvent) => {
    if (!keyInReview(event, seen?.row)) return;
    // Handled before the stage uses the arrow keys for its crosshair.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section
      ref={box}
      className="review"
      aria-label={say('library.review')}
      tabIndex={-1}
      onKeyDownCapture={onKeys}
    >
      <ReviewHead
        name={seen?.row.name ?? null}
        isSeen={seen !== null && seen.pictures !== null && seen.pictures !== 'none'}
        compare={compare}
        onCompare={setCompare}
      />
      <div className="review-stage">
        <Pictures seen={seen} compare={compare} onCompare={setCompare} />
      </div>
      {seen && <ReviewFoot row={seen.row} />}
    </section>
  );
}

interface PicturesProps {
  readonly seen: SeenRow | null;
  readonly compare: Compare;
  onCompare(compare: Compare): void;
}

function Pictures({ seen, compare, onCompare }: PicturesProps) {
  const say = useMessages();
  if (!seen?.pictures) return <Loading words={say('stage.loading')} />;
  if (seen.pictures === 'none') return <p className="review-none">{say('library.noPicture')}</p>;
  const { before, after } = seen.pictures;
  return (
    <Pair
      key={seen.row.id}
      name={seen.row.name}
      before={before}
      after={after}
      compare={compare}
      onCompare={onCompare}
    />
  );
}
