import { IconChevronDown } from '@tabler/icons-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { showDocument } from '../actions/switch';
import { numberWords, useMessages } from '../messages/messages';
import { usePhoto } from '../state/photo';
import { photoOf, useShelf } from '../state/shelf';

/** All open photos, where there is more than one: choosing shows another. */
export function OpenPhotos() {
  const say = useMessages();
  const open = useShelf((state) => state.open);
  const shown = usePhoto((state) => state.document?.id ?? '');
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
          selectedKeys={[shown]}
          onSelectionChange={(keys) => {
            const chosen = open.find(({ id }) => keys !== 'all' && keys.has(id));
            if (chosen) showDocument(chosen.id);
          }}
        >
          {open.map(({ id, name }) => (
            <MenuItem key={id} id={id} className="option" textValue={name}>
              {name}
              <ExtentOf document={id} />
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Parts of one photo have its name: the extent tells them apart. */
function ExtentOf({ document }: { readonly document: string }) {
  const say = useMessages();
  const extent = photoOf(document)?.document;
  if (!extent) return null;
  const values = { width: numberWords(extent.width), height: numberWords(extent.height) };
  return <span className="quiet numbers">{say('top.pixels', values)}</span>;
}
