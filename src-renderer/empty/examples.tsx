import { Button } from 'react-aria-components';
import { runCommand } from '../actions/commands';
import { openExample } from '../actions/open';
import { bridge } from '../client/client';
import type { MessageKey } from '../messages/keys';
import { useMessages } from '../messages/messages';
import { Button as LookButton } from '../parts/button';
import { start } from '../state/alerts';
import { useProgram } from '../state/program';

/** Titles of the photos that come with the program, by name. */
const TITLES: Readonly<Record<string, MessageKey>> = {
  boyden: 'example.boyden',
  coffee: 'example.coffee',
};

/** Photos to try the program with. */
export function Examples() {
  const say = useMessages();
  const examples = useProgram((state) => state.info?.examples ?? NONE);
  if (examples.length === 0) return null;
  return (
    <section className="empty-section">
      <div className="examples-head">
        <h2>{say('empty.examples')}</h2>
        <LookButton look="bare" onPress={() => runCommand('tour')}>
          {say('command.tour')}
        </LookButton>
        <LookButton look="bare" onPress={() => runCommand('help')}>
          {say('command.help')}
        </LookButton>
      </div>
      <div className="examples">
        {examples.map(({ name, picture }) => {
          const title = TITLES[name.replace(/\.[^.]*$/, '')];
          return (
            <Button key={name} className="example" onPress={() => start(() => openExample(name), 'open')}>
              <img src={bridge().pictures + picture} alt="" />
              <span>{title ? say(title) : name}</span>
            </Button>
          );
        })}
      </div>
    </section>
  );
}

const NONE: readonly { readonly name: string; readonly picture: string }[] = [];
