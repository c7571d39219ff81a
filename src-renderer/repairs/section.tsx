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
  /** Replaces the usual words of the choice to estimate its values. */
  readonly estimateText?: string;
  /** Its values, shown while it is ticked and they aren't estimated. */
  readonly children?: ReactNode;
}

/** One repair: a checkbox, a sentence about its effect, and its values while it is ticked. */
export function RepairSection(props: Props) {
  const { name, value, estimate, onTick, isDisabled = false, text, estimateText, children } = props;
  const say = useMessages();
  const textId = useId();
  const { on } = value;
  return (
    <section className="repair" data-tour={name}>
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
              {estimateText ?? say('library.estimate')}
            </CheckInput>
          )}
          {!estimate?.isOn && children}
        </div>
      )}
    </section>
  );
}
