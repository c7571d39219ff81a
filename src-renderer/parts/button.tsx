import './button.css';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton } from 'react-aria-components';

interface Props {
  readonly children: ReactNode;
  /** 'main' is the one thing that a place is for. */
  readonly look?: 'main' | 'plain' | 'bare';
  readonly isDisabled?: boolean;
  /** What it does runs already: it keeps the focus and takes no further press. */
  readonly isBusy?: boolean;
  /** Its name, where its text alone doesn't say what it does. */
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
