import { type ReactNode, useId } from 'react';
import type { RepairName } from '../../src-main/operators/catalogue';
import { useMessages } from '../messages/messages';
import { CheckInput } from '../parts/check-input';
import { tickMeasured } from '../repairs/suggested';
import { changeRepairs, shownPhoto, useRepairs } from '../state/photos';

interface Props {
  readonly name: RepairName;
  readonly isDisabled?: boolean;
  /** Shown while the repair is ticked. */
  readonly children?: ReactNode;
  /** Replaces the usual sentence. */
  readonly text?: string;
}

/** One repair: a checkbox, a sentence about its effect, and its values while it is ticked. */
export function Repair({ name, isDisabled = false, children, text }: Props) {
  const say = useMessages();
  const textId = useId();
  const on = useRepairs((state) => state.repairs[name].on);
  return (
    <section className="repair">
      <CheckInput
        isSelected={on}
        isDisabled={isDisabled && !on}
        describedBy={textId}
        onChange={(next) => {
          const { suggestions } = shownPhoto();
          changeRepairs((repairs) => tickMeasured(repairs, name, next, suggestions));
        }}
      >
        {say(`repair.${name}`)}
      </CheckInput>
      <p id={textId} className="quiet repair-text">
        {text ?? say(`repair.${name}Text`)}
      </p>
      {on && children && <div className="repair-body">{children}</div>}
    </section>
  );
}
