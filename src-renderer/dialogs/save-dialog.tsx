import { useState } from 'react';
import { canDialog, chooseTarget, saveProjectAs, saveShown, type Target } from '../actions/save';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/dialog-frame';
import { useEnter } from '../parts/use-enter';
import { attempt, start } from '../state/alerts';
import { shownResult } from '../state/photo';
import { shownPhoto } from '../state/photos';
import { useProgram } from '../state/program';
import { ReplaceQuestion } from './replace-question';
import { SaveFields } from './save-fields';
import { firstForm, saveOptions } from './save-form';

interface Props {
  onClose(): void;
}

/** Dots per inch if the photo has none. */
const USUAL_DPI = 300;

/** Saves the shown result as a file. */
export function SaveDialog({ onClose }: Props) {
  const say = useMessages();
  const photo = shownPhoto();
  const settings = useProgram((state) => state.info?.settings);
  const { document } = photo;
  const result = shownResult(photo);
  const own = {
    width: result?.picture.width ?? 1,
    height: result?.picture.height ?? 1,
    dpi: document?.density ?? USUAL_DPI,
  };
  const [form, change] = useState(() => (document && settings ? firstForm(document, settings, own) : null));
  const [saving, setSaving] = useState(false);
  const [asked, ask] = useState<Target | null>(null);
  const write = async (target: Target) => {
    if (!form) return false;
    ask(null);
    setSaving(true);
    const saved = await attempt(async () => {
      await saveShown(target, saveOptions(form, { ...own, dpi: document?.density ?? null }));
      return true;
    }, 'save');
    setSaving(false);
    if (saved) onClose();
    return saved ?? false;
  };
  const keep = async () => {
    const saved = await saveProjectAs();
    if (saved) onClose();
    return saved;
  };
  const choose = async () => {
    if (!form) return false;
    const target = await chooseTarget(form.format);
    if (target === null) return false;
    if (!target.isOriginal) return write(target);
    ask(target);
    return false;
  };
  useEnter(() => {
    if (!saving && !asked) start(choose, 'save');
  });
  if (!form) return null;
  if (asked) return <ReplaceQuestion onReplace={() => void write(asked)} onClose={() => ask(null)} />;
  return (
    <DialogFrame
      title={say('save.title')}
      onClose={onClose}
      foot={
        <>
          <p className="quiet">{say('save.projectText')}</p>
          <Button onPress={() => start(keep, 'save')}>{say('save.project')}</Button>
          <Button look="main" isBusy={saving} onPress={() => start(choose, 'save')}>
            {say(saving ? 'save.saving' : canDialog() ? 'save.as' : 'save.download')}
          </Button>
        </>
      }
    >
      <SaveFields form={form} aspect={own.width / own.height} onChange={change} />
    </DialogFrame>
  );
}
