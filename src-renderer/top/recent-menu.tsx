import { IconChevronRight } from '@tabler/icons-react';
import { Menu, MenuItem, Popover, Separator, SubmenuTrigger } from 'react-aria-components';
import { openFile } from '../actions/open';
import { forgetRecent } from '../actions/recent';
import { useMessages } from '../messages/messages';
import { FileName } from '../parts/file-name';
import { start } from '../state/alerts';
import { useRecent } from '../state/program';

/** The recent files as a menu within the main menu. */
export function RecentMenu() {
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
