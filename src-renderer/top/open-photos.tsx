import { IconChevronDown } from '@tabler/icons-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useShallow } from 'zustand/react/shallow';
import { showDocument } from '../actions/switch';
import { numberWords, useMessages } from '../messages/messages';
import { FileName } from '../parts/file-name';
import { usePhotos } from '../state/photos';

/** A menu of the open photos, if there are several; it chooses the shown one. */
export function OpenPhotos() {
  const say = useMessages();
  // Only the documents, because each stroke changes the photos.
  const open = usePhotos(useShallow((state) => [...state.open.values()].map(({ document }) => document)));
  const shown = usePhotos((state) => state.shown);
  if (open.length < 2) return null;
  const values = { place: open.findIndex(({ id }) => id === shown) + 1, count: open.length };
  return (
    <MenuTrigger>
      <Button className="button button-plain numbers" aria-label={say('top.openPhotos', values)}>
        {say('top.place', values)}
        <IconChevronDown size={16} stroke={1.5} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu
          aria-label={say('top.openPhotos', values)}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={shown === null ? [] : [shown]}
          onSelectionChange={(keys) => {
            const chosen = open.find(({ id }) => keys !== 'all' && keys.has(id));
            if (chosen) showDocument(chosen.id);
          }}
        >
          {open.map(({ id, name, width, height }) => (
            <MenuItem key={id} id={id} className="option" textValue={name}>
              <FileName name={name} />
              {/* Parts of one photo have the same name; the extent distinguishes them. */}
              <span className="quiet numbers">
                {say('top.pixels', { width: numberWords(width), height: numberWords(height) })}
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
