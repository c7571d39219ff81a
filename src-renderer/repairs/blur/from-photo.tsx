import { chooseFiles } from '../../actions/choose-files';
import { useMessages } from '../../messages/messages';
import { Button } from '../../parts/button';
import { start } from '../../state/alerts';
import { changeShown, useRepairs } from '../../state/photos';
import { useView } from '../../state/view';

/** Begins to draw the streak of a motion on the open photo. */
export function DrawStreak() {
  const say = useMessages();
  return (
    <Button onPress={() => useView.setState({ mode: { name: 'streak', streak: null } })}>
      {say('blur.draw')}
    </Button>
  );
}

/** Chooses the picture of the open photo's blur. */
export function ChoosePicture() {
  const say = useMessages();
  const kernel = useRepairs((state) => state.kernel);
  const choose = async () => {
    const [file] = await chooseFiles('kernel');
    if (file) changeShown({ why: 'chosen', choice: { kernel: file } });
  };
  return (
    <>
      {kernel && <p className="quiet">{kernel.name}</p>}
      <Button onPress={() => start(choose)}>{say('blur.choosePicture')}</Button>
    </>
  );
}
