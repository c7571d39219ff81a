import {
  IconAdjustments,
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconLoader,
  IconMinus,
  IconThumbDown,
  IconThumbUp,
} from '@tabler/icons-react';
import { useState } from 'react';
import { tilePath } from '../../src-main/contract/window/basics';
import type { BatchRow } from '../../src-main/contract/window/library';
import { bridge } from '../client/client';
import { useMessages } from '../messages/messages';
import { FileName } from '../parts/file-name';
import { reasonWords, rowWords } from './words';

interface Props {
  readonly id: string;
  readonly row: BatchRow | undefined;
  readonly index: number;
  readonly total: number;
  readonly place: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  readonly isSelected: boolean;
  readonly isCurrent: boolean;
}

const STATES = {
  waiting: IconClock,
  working: IconLoader,
  done: IconCheck,
  failed: IconAlertTriangle,
  skipped: IconMinus,
} as const;

/** One photo of the grid; empty until its row is loaded. The grid handles its clicks. */
export function Cell({ id, row, index, total, place, isSelected, isCurrent }: Props) {
  const say = useMessages();
  const State = row && STATES[row.state];
  const reason = row ? reasonWords(row) : null;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and tells by aria-activedescendant which option is meant.
    <div
      id={id}
      className="cell"
      role="option"
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={total}
      aria-label={row ? rowWords(row, say) : say('app.loading')}
      data-index={index}
      data-current={isCurrent || undefined}
      title={reason ?? row?.name}
      style={place}
    >
      <div className="cell-picture">
        {row && <Picture key={row.thumbnail} id={row.thumbnail} />}
        {reason !== null && <span className="cell-reason">{reason}</span>}
      </div>
      <div className="cell-foot">
        <span className="cell-name">{row && <FileName name={row.name} />}</span>
        <span className={`cell-state cell-${row?.state}`}>
          {State && <State size={14} stroke={2} aria-hidden />}
          <span>{row && say(`library.state.${row.state}`)}</span>
          {row?.ownRecipe && <IconAdjustments size={14} stroke={2} aria-hidden />}
          {row?.verdict === 'accepted' && (
            <IconThumbUp size={14} stroke={2} className="cell-accepted" aria-hidden />
          )}
          {row?.verdict === 'rejected' && <IconThumbDown size={14} stroke={2} aria-hidden />}
        </span>
      </div>
    </div>
  );
}

/** A picture; if it can't be loaded, its place stays grey. */
function Picture({ id }: { readonly id: string }) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <IconAlertTriangle size={24} stroke={1.25} aria-hidden />;
  return (
    <img
      src={bridge().pictures + tilePath(id, 0, 0, 0)}
      alt=""
      decoding="async"
      draggable={false}
      onError={() => setBroken(true)}
    />
  );
}
