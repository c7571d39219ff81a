import { IconChevronRight, IconMenu2 } from '@tabler/icons-react';
import {
  Button,
  Keyboard,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  Separator,
  SubmenuTrigger,
} from 'react-aria-components';
import { type Command, runCommand } from '../actions/commands';
import { openFile } from '../actions/open';
import { forgetRecent, refreshFiles } from '../actions/recent';
import { useLibrary } from '../library/state';
import type { MessageKey } from '../messages/keys';
import { useMessages } from '../messages/messages';
import { FileName } from '../parts/file-name';
import { belongsIn } from '../shortcuts/guard';
import { shortcutOf } from '../shortcuts/table';
import { start } from '../state/alerts';
import { isMac, useRecent } from '../state/program';

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

/** The recent files as a menu within the main menu. */
function RecentMenu() {
  const say = useMessages();
  const recent = useRecent();
  if (recent.length === 0) return null;
  return (
    <SubmenuTrigger>
      <MenuItem className="option" textValue={say('empty.recent')}>
        {say('empty.recent')}
        <IconChevronRight size={16} stroke={1.5} aria-hidden />
      </MenuItem>
      <Popover className="popover">
        <Menu aria-label={say('empty.recent')}>
          {recent.map(({ id, name, folder }) => (
            <MenuItem
              key={id}
              className="option recent-file"
              textValue={name}
              onAction={() => start(() => openFile(id, name), 'open')}
            >
              <span>
                <FileName name={name} />
              </span>
              <span className="quiet">{folder}</span>
            </MenuItem>
          ))}
          <Separator className="menu-gap" />
          <MenuItem className="option" onAction={() => start(forgetRecent)}>
            {say('recent.forget')}
          </MenuItem>
        </Menu>
      </Popover>
    </SubmenuTrigger>
  );
}
