import { useState } from 'react';
import { PROVIDERS } from '../../src-main/contract/recipe';
import { LOCALES, type Settings } from '../../src-main/contract/window/program';
import { request } from '../client/client';
import { saidWords } from '../client/said-words';
import { LANGUAGE_NAMES } from '../messages/language-names';
import { localeFor, setLanguage, useMessages } from '../messages/messages';
import { ProviderSelect } from '../panel/provider-select';
import { Button } from '../parts/button';
import { CheckInput } from '../parts/check-input';
import { DialogFrame } from '../parts/dialog-frame';
import { Segments } from '../parts/segments';
import { SelectInput } from '../parts/select-input';
import { attempt, start } from '../state/alerts';
import { patchInfo, useProgram } from '../state/program';

interface Props {
  onClose(): void;
}

const THEMES = ['dark', 'light', 'system'] as const;

function change(patch: Partial<Settings>): void {
  start(async () => {
    const settings = await request('changeSettings', patch);
    patchInfo({ settings });
    const systemLocale = useProgram.getState().info?.systemLocale ?? 'en';
    setLanguage(localeFor(settings.language, systemLocale), systemLocale);
  });
}

export function SettingsDialog({ onClose }: Props) {
  const say = useMessages();
  const settings = useProgram((state) => state.info?.settings);
  const hasUpdates = useProgram((state) => state.info?.capabilities.updates ?? false);
  if (!settings) return null;
  return (
    <DialogFrame title={say('settings.title')} onClose={onClose}>
      <div className="field">
        <span className="field-label">{say('settings.theme')}</span>
        <Segments
          label={say('settings.theme')}
          value={settings.theme}
          options={THEMES.map((value) => ({ value, text: say(`settings.theme.${value}`) }))}
          onChange={(theme) => change({ theme })}
        />
      </div>
      <SelectInput
        label={say('settings.language')}
        value={settings.language}
        options={[
          { value: 'system', text: say('settings.language.system') },
          ...LOCALES.map((value) => ({ value, text: LANGUAGE_NAMES[value] })),
        ]}
        onChange={(language) => change({ language })}
      />
      <ProviderSelect
        label={say('settings.provider')}
        value={settings.provider}
        onChange={(provider) => change({ provider })}
      />
      <ProviderList />
      <div>
        <h3>{say('settings.saving')}</h3>
        <CheckInput
          isSelected={settings.metadata === 'keep'}
          onChange={(keep) => change({ metadata: keep ? 'keep' : 'remove' })}
        >
          {say('save.metadata')}
        </CheckInput>
        <CheckInput isSelected={settings.mark} onChange={(mark) => change({ mark })}>
          {say('save.mark')}
        </CheckInput>
      </div>
      {hasUpdates && (
        <CheckInput isSelected={settings.updates} onChange={(updates) => change({ updates })}>
          {say('settings.updates')}
        </CheckInput>
      )}
    </DialogFrame>
  );
}

/** The providers of this machine, and why others don't work; tested on request, because it takes seconds. */
function ProviderList() {
  const say = useMessages();
  const providers = useProgram((state) => state.providers);
  const [asking, setAsking] = useState(false);
  const nameOf = (provider: string) => {
    const known = PROVIDERS.find((name) => name === provider);
    return known && say(`provider.${known}`);
  };
  const ask = async () => {
    setAsking(true);
    const found = await attempt(() => request('providers', {}));
    if (found) useProgram.setState({ providers: found });
    setAsking(false);
  };
  return (
    <div>
      <h3>{say('settings.providers')}</h3>
      {providers ? (
        <ul>
          {providers.map(({ provider, title, works, words }) => (
            <li key={provider} className="provider-row">
              <span>{nameOf(provider) ?? title}</span>
              <span>{say(works ? 'settings.works' : 'settings.worksNot')}</span>
              <p className="quiet">{saidWords(words)}</p>
            </li>
          ))}
        </ul>
      ) : (
        <div className="chips">
          <Button isBusy={asking} onPress={() => void ask()}>
            {say(asking ? 'settings.providersAsking' : 'settings.providersAsk')}
          </Button>
        </div>
      )}
    </div>
  );
}
