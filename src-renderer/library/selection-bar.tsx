import { numberWords, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { start } from '../state/alerts';
import { draftObstacle } from './draft';
import { copyRecipe, draftRecipe, giveRecipe, tryOn } from './row-actions';
import { useLibrary } from './state';

/** The commands for selected photos. It is always shown, so that the grid doesn't move. */
export function SelectionBar() {
  const say = useMessages();
  const selected = useLibrary((state) => state.selected);
  const copied = useLibrary((state) => state.copied);
  const isSound = useLibrary((state) => draftObstacle(state.draft) === null);
  const [only] = selected;
  if (only === undefined) {
    return <p className="library-selection quiet">{say('library.selectHint')}</p>;
  }
  const isOne = selected.size === 1;
  const values = { count: selected.size, number: numberWords(selected.size) };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms.
    <div className="library-selection" role="group" aria-label={say('library.selection')}>
      <span className="numbers">{say('library.selected', values)}</span>
      {isOne && <Button onPress={() => tryOn(only)}>{say('library.tryOn')}</Button>}
      {isOne && <Button onPress={() => start(() => copyRecipe(only), 'row')}>{say('library.copy')}</Button>}
      {copied && (
        <Button onPress={() => start(() => giveRecipe(copied), 'row')}>{say('library.paste')}</Button>
      )}
      <Button isDisabled={!isSound} onPress={() => start(() => giveRecipe(draftRecipe()), 'row')}>
        {say('library.giveRecipe')}
      </Button>
      <Button onPress={() => start(() => giveRecipe(null), 'row')}>{say('library.giveBatchs')}</Button>
      <Button look="bare" onPress={() => useLibrary.setState({ selected: new Set() })}>
        {say('library.deselect')}
      </Button>
    </div>
  );
}
