import { IconMenu2 } from '@tabler/icons-react';
import { Button, Keyboard, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { type Command, runCommand } from '../actions/commands';
import { refreshFiles } from '../actions/recent';
import { useLibrary } from '../library/state';
import type { MessageKey } from '../messages/keys';
import { useMessages } from '../messages/messages';
import { belongsIn } from '../shortcuts/guard';
import { shortcutOf } from '../shortcuts/table';
import { start } from '../state/alerts';
import { isMac } from '../state/program';
import { RecentMenu } from './recent-menu';

interface Item {
  readonly command: Command;
  readonly label: MessageKey;
}

const OPEN: Item = { command: 'open', label: 'command.open' };
const OTHERS: readonly Item[] = [
  { command: 'saveProject', label: 'command.saveProject' },
  { command: 'close', label: 'command.close' },
  { command: 'settings', label: 'command.settings' },
  { command: 'help', label: 'command.help' },
  { command: 'tour', label: 'command.tour' },
  { command: 'shortcuts', label: 'command.shortcuts' },
  { command: 'about', label: 'command.about' },
];

/** Commands of the program and for files. */
export function MainMenu() {
  const say = useMessages();
  const place = useLibrary((state) => state.place);
  return (
    <MenuTrigger
      onOpenChange={(isOpen) => {
        if (isOpen) start(refreshFiles);
      }}
    >
      <Button className="icon-button" aria-label={say('command.menu')}>
        <IconMenu2 size={20} stroke={1.5} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu>
          <CommandItem {...OPEN} />
          <RecentMenu />
          {OTHERS.filter(({ command }) => belongsIn(place, command)).map((item) => (
            <CommandItem key={item.command} {...item} />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function CommandItem({ command, label }: Item) {
  const say = useMessages();
  return (
    <MenuItem className="option" textValue={say(label)} onAction={() => runCommand(command)}>
      {say(label)}
      <Keyboard>{shortcutOf(command, isMac())}</Keyboard>
    </MenuItem>
  );
}
