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
  onPress?(): void;
}

export function Button({
  children,
  look = 'plain',
  isDisabled = false,
  isPending = false,
  slot,
  onPress,
}: Props) {
  return (
    <AriaButton
      className={`button button-${look}`}
      isDisabled={isDisabled}
      isPending={isPending}
      {...(slot && { slot })}
      {...(onPress && { onPress })}
    >
      {children}
    </AriaButton>
  );
}
