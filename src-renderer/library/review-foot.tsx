import { IconDice5, IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { Button, ToggleButton } from 'react-aria-components';
import type { BatchRow } from '../../src-main/contract/window/library';
import { saidWords } from '../client/said-words';
import { useMessages } from '../messages/messages';
import { perform } from './review-keys';

/** The verdict on the shown result. */
export function ReviewFoot({ row }: { readonly row: BatchRow }) {
  const say = useMessages();
  const words =
    row.state === 'done'
      ? null
      : row.reason === null
        ? say(`library.state.${row.state}`)
        : saidWords(row.reason);
  const isDone = row.state === 'done';
  return (
    <div className="review-foot">
      <p className="quiet" role="status">
        {words ?? say('library.seed', { seed: row.seed })}
      </p>
      <ToggleButton
        className="verdict"
        isSelected={row.verdict === 'rejected'}
        isDisabled={!isDone}
        onPress={() => perform('reject', row)}
      >
        <IconThumbDown size={16} stroke={1.5} aria-hidden />
        {say('library.reject')}
        <kbd aria-hidden>R</kbd>
      </ToggleButton>
      <Button className="verdict" isDisabled={row.state === 'working'} onPress={() => perform('redo', row)}>
        <IconDice5 size={16} stroke={1.5} aria-hidden />
        {say('library.redo')}
        <kbd aria-hidden>N</kbd>
      </Button>
      <ToggleButton
        className="verdict"
        isSelected={row.verdict === 'accepted'}
        isDisabled={!isDone}
        onPress={() => perform('accept', row)}
      >
        <IconThumbUp size={16} stroke={1.5} aria-hidden />
        {say('library.accept')}
        <kbd aria-hidden>A</kbd>
      </ToggleButton>
    </div>
  );
}
