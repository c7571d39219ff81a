import { useEffect, useRef, useState } from 'react';
import { canDialog, chooseTarget, saveProjectAs, saveShown, type Target } from '../actions/save';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/dialog-frame';
import { Question } from '../parts/question';
import { attempt, start } from '../state/alerts';
import { shownResult } from '../state/photo';
import { shownPhoto } from '../state/photos';
import { useProgram } from '../state/program';
import { SaveFields } from './save-fields';
import { firstForm, saveSettings } from './save-form';

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
      await saveShown(target, saveSettings(form, { ...own, dpi: document?.density ?? null }));
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
    if (!target.isPhotoItself) return write(target);
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

/** Elements that Enter presses or opens. */
const OWN_ENTER = 'button, a, select, textarea';

/** Makes Enter run a dialog's main action, unless the focused element uses the key itself. */
function useEnter(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    // Handled while capturing, because number fields stop the event; they take their typed value first.
    const down = (event: KeyboardEvent) => {
      const { key, target, repeat, isComposing } = event;
      if (key !== 'Enter' || repeat || isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (!(target instanceof Element) || !target.closest('[role=dialog]') || target.closest(OWN_ENTER))
        return;
      setTimeout(() => latest.current());
    };
    window.addEventListener('keydown', down, { capture: true });
    return () => window.removeEventListener('keydown', down, { capture: true });
  }, []);
}

interface ReplaceProps {
  onReplace(): void;
  onClose(): void;
}

/** Asks before the photo's own file is replaced. */
function ReplaceQuestion({ onReplace, onClose }: ReplaceProps) {
  const say = useMessages();
  return (
    <Question title={say('save.replaceTitle')} text={say('save.replaceText')} onClose={onClose}>
      <Button onPress={onReplace}>{say('save.replace')}</Button>
    </Question>
  );
}
