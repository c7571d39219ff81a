import { useState } from 'react';
import { PROVIDERS } from '../../src-main/contract/recipe';
import { request } from '../client/client';
import { saidWords } from '../client/said-words';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { attempt } from '../state/alerts';
import { useProgram } from '../state/program';

/** The providers of this machine, and why others don't work; tested on request, because it takes seconds. */
export function ProviderList() {
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
