import { IconDice5, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { Button, ToggleButton } from 'react-aria-components';
import type { BatchRow } from '../../src-main/contract/window/library';
import { type Say, useMessages } from '../messages/messages';
import { runReviewAction } from './review-keys';
import { reasonWords } from './words';

/** The verdict on the shown result. */
export function ReviewFoot({ row }: { readonly row: BatchRow }) {
  const say = useMessages();
  const isDone = row.state === 'done';
  return (
    <div className="review-foot">
      <p className={row.state === 'failed' ? 'review-failed' : 'quiet'} role="status">
        {isDone && row.seed !== null ? say('library.seed', { seed: row.seed }) : stateWords(row, say)}
      </p>
      <ToggleButton
        className="verdict"
        isSelected={row.verdict === 'rejected'}
        isDisabled={!isDone}
        onPress={() => runReviewAction('reject', row)}
      >
        <IconThumbDown size={16} stroke={1.5} aria-hidden />
        {say('library.reject')}
        <kbd aria-hidden>R</kbd>
      </ToggleButton>
      <Button
        className="verdict"
        isDisabled={row.state === 'working'}
        onPress={() => runReviewAction('redo', row)}
      >
        <IconDice5 size={16} stroke={1.5} aria-hidden />
        {say('library.redo')}
        <kbd aria-hidden>N</kbd>
      </Button>
      <ToggleButton
        className="verdict"
        isSelected={row.verdict === 'accepted'}
        isDisabled={!isDone}
        onPress={() => runReviewAction('accept', row)}
      >
        <IconThumbUp size={16} stroke={1.5} aria-hidden />
        {say('library.accept')}
        <kbd aria-hidden>A</kbd>
      </ToggleButton>
    </div>
  );
}

/** 'failed: broken.jpg is not a picture …', or only the state if it needs no reason. */
function stateWords(row: BatchRow, say: Say): string {
  const state = say(`library.state.${row.state}`);
  const reason = reasonWords(row);
  return reason === null ? state : say('library.stateWhy', { state, reason });
}
