import './button.css';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';

interface Props {
  readonly children: ReactNode;
  /** 'main' is the one thing that a place is for. */
  readonly look?: 'main' | 'plain' | 'bare';
  readonly isDisabled?: boolean;
  readonly isPending?: boolean;
  readonly slot?: string;
  /** Its name, where its text alone doesn't say what it does. */
  readonly label?: string;
  onPress?(): void;
}

export function Button({
  children,
  look = 'plain',
  isDisabled = false,
  isPending = false,
  slot,
  label,
  onPress,
}: Props) {
  return (
    <AriaButton
      className={`button button-${look}`}
      isDisabled={isDisabled}
      isPending={isPending}
      {...(slot && { slot })}
      {...(label && { 'aria-label': label })}
      {...(onPress && { onPress })}
    >
      {children}
    </AriaButton>
  );
}
