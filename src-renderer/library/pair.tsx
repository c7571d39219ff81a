import type { Rectangle } from '../../src-main/contract/geometry';
import type { PictureRef } from '../../src-main/contract/window/basics';
import { bridge } from '../client/client';
import { useMessages } from '../messages/messages';
import { Stage } from '../picture/stage';
import type { Compare } from '../picture/stage-types';
import { keepStage } from '../state/stage';
import { FIRST_VIEW, useView } from '../state/view';

interface PairProps {
  /** The photo's name. */
  readonly name: string;
  readonly before: PictureRef;
  readonly after: PictureRef | null;
  /** The part of the photo that `after` shows; default all of it. */
  readonly area?: Rectangle | undefined;
  readonly compare: Compare;
  onCompare(compare: Compare): void;
}

/** A large view of a batch's photo and its result. */
export function Pair({ name, before, after, area, compare, onCompare }: PairProps) {
  const say = useMessages();
  const whole = { x: 0, y: 0, width: before.width, height: before.height };
  return (
    <Stage
      ref={keepStage}
      picture={before}
      extent={before}
      layers={after ? [{ id: 'after', picture: after, area: area ?? whole, opacity: 1 }] : []}
      compare={after ? compare : { mode: 'off' }}
      mask={null}
      maskShown="hidden"
      tool="hand"
      options={FIRST_VIEW.options}
      base={bridge().pictures}
      labels={{
        picture: say('stage.label', { name }),
        keys: say('library.reviewKeys'),
        compare: say('compare.divider'),
        before: say('compare.before'),
        after: say('compare.after'),
        loading: say('stage.loading'),
        crosshair: (x, y) => say('stage.crosshair', { x, y }),
      }}
      onViewChange={(view) => useView.setState({ view })}
      onCompareChange={onCompare}
    />
  );
}
