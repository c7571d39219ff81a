import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { Input, Label, TextField } from 'react-aria-components';
import { request } from '../client/client';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { IconButton } from '../parts/icon-button';
import { readRepairs } from '../repairs/schema';
import { start } from '../state/alerts';
import { patchInfo, useProgram } from '../state/program';
import { useRepairs } from '../state/repairs';
import { Disclosed } from './disclosed';

/** Repairs kept under a name, to be used on other photos. */
export function Presets() {
  const say = useMessages();
  const presets = useProgram((state) => state.info?.presets);
  const [name, setName] = useState('');
  const save = async () => {
    const { repairs } = useRepairs.getState();
    patchInfo({ presets: await request('savePreset', { name: name.trim(), repairs }) });
    setName('');
  };
  const remove = async (removed: string) => {
    patchInfo({ presets: await request('removePreset', { name: removed }) });
  };
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
                onPress={() => useRepairs.setState({ repairs: readRepairs(preset.repairs) })}
              >
                {preset.name}
              </Button>
              <IconButton
                label={say('preset.remove', { name: preset.name })}
                icon={IconTrash}
                placement="left"
                onPress={() => start(() => remove(preset.name))}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="preset-form">
        <TextField className="field" value={name} maxLength={80} onChange={setName}>
          <Label>{say('preset.name')}</Label>
          <Input className="text-box" />
        </TextField>
        <Button isDisabled={name.trim() === ''} onPress={() => start(save)}>
          {say('preset.save')}
        </Button>
      </div>
    </Disclosed>
  );
}
