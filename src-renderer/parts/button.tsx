import './button.css';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';

interface Props {
  readonly children: ReactNode;
  /** 'main' marks the primary action of a place. */
  readonly look?: 'main' | 'plain' | 'bare';
  readonly isDisabled?: boolean;
  /** Its action is running: it keeps the focus and ignores presses. */
  readonly isBusy?: boolean;
  /** Its accessible name, if its text isn't sufficient. */
  readonly label?: string;
  readonly ref?: Ref<HTMLButtonElement>;
  onPress(): void;
}

export function Button({
  children,
  look = 'plain',
  isDisabled = false,
  isBusy = false,
  label,
  ref,
  onPress,
}: Props) {
  return (
    <AriaButton
      className={`button button-${look}${isBusy ? ' button-busy' : ''}`}
      isDisabled={isDisabled}
      {...(ref && { ref })}
      {...(label && { 'aria-label': label })}
      onPress={() => {
        if (!isBusy) onPress();
      }}
    >
      {children}
    </AriaButton>
  );
}
