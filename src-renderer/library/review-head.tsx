import {
  IconArrowLeft,
  IconChevronLeft,
  IconChevronRight,
  IconLayoutColumns,
  IconSeparatorVertical,
} from '@tabler/icons-react';
import { numberWords, useMessages } from '../messages/messages';
import { FileName } from '../parts/file-name';
import { IconButton } from '../parts/icon-button';
import type { Compare } from '../picture/stage-types';
import { ZoomControls } from '../top/zoom-controls';
import { endReview, step } from './row-actions';
import { useLibrary } from './state';

interface Props {
  /** Null until it is known. */
  readonly name: string | null;
  /** Whether a picture is shown, so that it can be zoomed. */
  readonly isSeen: boolean;
  readonly compare: Compare;
  onCompare(compare: Compare): void;
}

/** The name of the reviewed photo, and controls to zoom, to compare, and to go to other photos. */
export function ReviewHead({ name, isSeen, compare, onCompare }: Props) {
  const say = useMessages();
  const review = useLibrary((state) => state.review);
  if (!review) return null;
  const number = numberWords(review.at + 1);
  return (
    <div className="review-head">
      <IconButton label={say('library.backToGrid')} icon={IconArrowLeft} onPress={endReview} />
      <h2>{name !== null && <FileName name={name} />}</h2>
      <span className="quiet numbers">
        {say('library.reviewOf', { number, total: numberWords(review.ids.length) })}
      </span>
      <span className="review-gap" />
      {isSeen && <ZoomControls />}
      <IconButton
        label={say('compare.slider')}
        icon={IconSeparatorVertical}
        isSelected={compare.mode === 'slider'}
        onPress={() => onCompare(toggled(compare, 'slider'))}
      />
      <IconButton
        label={say('compare.side')}
        icon={IconLayoutColumns}
        isSelected={compare.mode === 'side'}
        onPress={() => onCompare(toggled(compare, 'side'))}
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
  );
}

function toggled(compare: Compare, mode: 'slider' | 'side'): Compare {
  if (compare.mode === mode) return { mode: 'off' };
  return mode === 'slider' ? { mode, position: 0.5 } : { mode };
}
