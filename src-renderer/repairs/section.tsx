import { type ReactNode, useId } from 'react';
import type { RepairName } from '../../src-main/operators/catalogue';
import { useMessages } from '../messages/messages';
import { CheckInput } from '../parts/check-input';
import type { PanelProps } from './panel-props';

interface Props extends Pick<PanelProps<RepairName>, 'value' | 'estimate' | 'onTick'> {
  readonly name: RepairName;
  readonly isDisabled?: boolean;
  /** Replaces the usual sentence. */
  readonly text?: string | null;
  /** Its values, shown while it is ticked and they aren't estimated. */
  readonly children?: ReactNode;
}

/** One repair: a checkbox, a sentence about its effect, and its values while it is ticked. */
export function RepairSection({ name, value, estimate, onTick, isDisabled = false, text, children }: Props) {
  const say = useMessages();
  const textId = useId();
  const { on } = value;
  return (
    <section className="repair">
      <CheckInput isSelected={on} isDisabled={isDisabled && !on} describedBy={textId} onChange={onTick}>
        {say(`repair.${name}`)}
      </CheckInput>
      <p id={textId} className="quiet repair-text">
        {text ?? say(`repair.${name}Text`)}
      </p>
      {on && (children || estimate) && (
        <div className="repair-body">
          {estimate && (
            <CheckInput isSelected={estimate.isOn} onChange={estimate.onChange}>
              {say('library.estimate')}
            </CheckInput>
          )}
          {!estimate?.isOn && children}
        </div>
      )}
    </section>
  );
}
