import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { removePreset, savePreset } from '../actions/presets';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { IconButton } from '../parts/icon-button';
import { readRepairs } from '../repairs/schema';
import { start } from '../state/alerts';
import { changeRepairs, shownPhoto } from '../state/photos';
import { useProgram } from '../state/program';
import { Disclosed } from './disclosed';

/** Repairs saved under a name for use on other photos. */
export function Presets() {
  const say = useMessages();
  const presets = useProgram((state) => state.info?.presets);
  const [name, setName] = useState('');
  const chosen = name.trim();
  const isKnown = presets?.some((preset) => preset.name === chosen) ?? false;
  const save = async () => {
    const { repairs } = shownPhoto().choice;
    await savePreset({ name: chosen, repairs });
    setName('');
  };
  // A save ends the offer to undo the removal of a preset, which could overwrite the saved one.
  const startSaving = () => start(save, 'preset');
  return (
    <Disclosed title={say('preset.label')}>
      {!presets || presets.length === 0 ? (
        <p className="quiet">{say('preset.none')}</p>
      ) : (
        <ul>
          {presets.map((preset) => (
            <li key={preset.name} className="preset-row">
              <Button
                look="bare"
                label={say('preset.use', { name: preset.name })}
                onPress={() => changeRepairs(() => readRepairs(preset.repairs))}
              >
                {preset.name}
              </Button>
              <IconButton
                label={say('preset.remove', { name: preset.name })}
                icon={IconTrash}
                placement="left"
                onPress={() => start(() => removePreset(preset))}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        className="preset-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== '') startSaving();
        }}
      >
        <TextField className="field" value={name} maxLength={80} onChange={setName}>
          <Label>{say('preset.name')}</Label>
          <Input className="text-box" />
        </TextField>
        <Button isDisabled={chosen === ''} onPress={startSaving}>
          {isKnown ? say('preset.replace', { name: chosen }) : say('preset.save')}
        </Button>
      </form>
    </Disclosed>
  );
}
