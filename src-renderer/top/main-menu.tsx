import { IconMenu2 } from '@tabler/icons-react';
import { Button, Keyboard, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { type Command, perform } from '../actions/commands';
import type { MessageKey } from '../messages/keys';
import { useMessages } from '../messages/messages';
import { shortcutOf } from '../shortcuts/table';
import { isMac } from '../state/program';

const ITEMS: readonly { readonly command: Command; readonly label: MessageKey }[] = [
  { command: 'open', label: 'command.open' },
  { command: 'saveProject', label: 'command.saveProject' },
  { command: 'close', label: 'command.close' },
  { command: 'settings', label: 'command.settings' },
  { command: 'shortcuts', label: 'command.shortcuts' },
  { command: 'about', label: 'command.about' },
];

/** What belongs to the program and to files. */
export function MainMenu() {
  const say = useMessages();
  return (
    <MenuTrigger>
      <Button className="icon-button" aria-label={say('command.menu')}>
        <IconMenu2 size={20} stroke={1.5} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu>
          {ITEMS.map(({ command, label }) => (
            <MenuItem
              key={command}
              className="option"
              textValue={say(label)}
              onAction={() => perform(command)}
            >
              {say(label)}
              <Keyboard>{shortcutOf(command, isMac())}</Keyboard>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
