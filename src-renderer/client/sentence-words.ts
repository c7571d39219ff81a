import { OPERATORS } from '../../src-main/contract/recipe';
import { recogniser, SENTENCES } from '../../src-main/contract/sentences';
import { formatLocale, numberText, say } from '../messages/messages';
import { OPERATOR_WORDS } from '../repairs/words';

const known = recogniser(SENTENCES);

/** A sentence of the engine or the library in the window's language; as it came where the list doesn't have it. */
export function sentenceWords(text: string): string {
  const found = known(text);
  if (!found) return text;
  const { key, values } = found;
  const said = Object.entries(values).map(([name, value]) => [name, valueWords(name, value)]);
  const written: Readonly<Record<string, string>> = Object.fromEntries(said);
  switch (key) {
    case 'fileMissing':
    case 'fileForbidden':
    case 'fileUnreadable':
    case 'fileEmpty':
    case 'notAPicture':
    case 'unreadableKind':
    case 'damagedPicture':
    case 'pictureTooLarge':
    case 'maskSize':
    case 'engineStopped':
    case 'engineMemory':
    case 'engineCrashed':
      return say(`fault.${key}`, written);
    // Of places rather than files.
    case 'diskFull':
    case 'noRoomToOpen':
      return say('fault.diskFull', { path: values['path'] ?? '' });
    case 'folderForbidden':
    case 'readOnly':
      return say('fault.folderForbidden', { path: values['path'] ?? '' });
    default:
      return say(`said.${key}`, written);
  }
}

/** What a sentence's braces held: another sentence, a file, a number, repairs by their names, or words of nobody's. */
function valueWords(name: string, value: string): string {
  // Files are known by their names.
  if (name === 'path' || name === 'aside') return value.replace(/^.*[\\/]/, '');
  if (name === 'version' || name === 'photo' || name === 'process' || name === 'error') return value;
  const parts = value.split(' and ').map(partWords);
  if (parts.every((part) => part !== undefined)) {
    return new Intl.ListFormat(formatLocale(), { type: 'conjunction' }).format(parts);
  }
  return sentenceWords(value);
}

function partWords(part: string): string | undefined {
  if (/^\d+(\.\d+)?$/.test(part)) return numberText(Number(part));
  const operator = OPERATORS.find((name) => name === part);
  return operator && say(OPERATOR_WORDS[operator]);
}
