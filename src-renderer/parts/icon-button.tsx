import './button.css';
import type { Icon } from '@tabler/icons-react';
import { Button, type PressEvent, ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components';
import { shortcutOf } from '../shortcuts/table';
import { isMac } from '../state/program';

interface Props {
  readonly label: string;
  readonly icon: Icon;
  /** Name in the table of shortcuts, for the tooltip. */
  readonly shortcut?: string;
  readonly isDisabled?: boolean;
  /** Its action is running: it keeps the focus and ignores presses. */
  readonly isBusy?: boolean;
  /** Given for a toggle. */
  readonly isSelected?: boolean;
  readonly placement?: 'bottom' | 'right' | 'top' | 'left';
  readonly slot?: string;
  onPress?(event: PressEvent): void;
}

/** A button with an icon, and its name and shortcut in a tooltip. */
export function IconButton(props: Props) {
  const { label, icon: Glyph, shortcut, isDisabled = false, isBusy = false } = props;
  const { isSelected, placement = 'bottom', slot } = props;
  const keys = shortcut && shortcutOf(shortcut, isMac());
  const className = isBusy ? 'icon-button button-busy' : 'icon-button';
  const common = { className, 'aria-label': label, isDisabled, ...(slot && { slot }) };
  const press = props.onPress && !isBusy && { onPress: props.onPress };
  const glyph = <Glyph size={20} stroke={1.5} aria-hidden />;
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      {isSelected === undefined ? (
        <Button {...common} {...press}>
          {glyph}
        </Button>
      ) : (
        <ToggleButton {...common} {...press} isSelected={isSelected}>
          {glyph}
        </ToggleButton>
      )}
      <Tooltip className="tooltip" placement={placement} offset={8}>
        {label}
        {keys && <kbd>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
