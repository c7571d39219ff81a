/**
 * What the program says of a restoration or a batch, in English. These sentences are kept as they are, in results,
 * projects, ledgers and reports; a window knows them by their form again and says them in its own language, those that
 * older versions wrote as well. A value in braces may be one of them itself.
 */
export const SENTENCES = {
  notUsed: '{{provider}} was not used: {{reason}}.',
  givenUp: '{{provider}} was given up on the way: {{reason}}. The processor went on.',
  slower: 'it takes {{times}} times as long as the processor here',
  noCard: 'no graphics card was found that it can use',
  noLibrary: 'a library that it needs is not installed',
  notBuiltIn: 'this build of the program does not have it',
  cardMemory: "the graphics card's memory is too small",
  failedWith: 'it failed ({{error}})',
  notFinite: 'its answer had numbers that are not finite',
  flat: 'its answer was one flat colour',
  wrongBy: 'its answer was wrong by {{levels}} levels',
  noAnswer: 'it gave no answer within {{seconds}} s',
  driverCrashed: 'its driver crashed',
  ofWindows: 'it is a part of Windows',
  ofMac: 'it is a part of macOS',
  noneForMac: 'there is none for macOS',
  noCuda: "the runtime's CUDA library is not installed",
  works: 'works',
  worksSlower: 'works, but {{how}}',
  worksFaster: 'works, {{times}} times as fast as the processor',
  untrained: 'The network (version {{version}}) was not trained on {{what}}; look at the result with care.',
  untrainedScale: 'enlarging by {{scale}} (it was on {{scales}})',
  untrainedTogether: '{{operators}} at once',
  untrainedNoise: 'noise of {{noise}} levels (it was up to {{most}})',
  noMask: 'no mask of its name',
  vanished: 'gone while the batch ran',
  link: "a link; links aren't followed",
  noFile: 'no ordinary file',
  raw: 'a RAW file; develop it to TIFF or JPEG first',
  closedFolder: "a folder that can't be read; check its permissions",
  gone: 'gone, or not to be read',
  nothing: 'nothing to be done',
  processEnded: 'The process that restores ended unexpectedly; the next restoration starts a new one.',
  setAside: '{{path}} could not be understood; it was set aside as {{aside}} and a new one is begun.',
  noRoomToOpen: 'There is no space left to open {{photo}} (needed at {{path}}); free some space.',
  readOnly: "{{path}} can't be written: the disk is read-only; choose another place.",
  cmyk: '{{path}} is in CMYK; convert it to RGB first.',
  gif: "{{path}} is a GIF, which can't be read; save it as PNG first.",
  floating:
    "{{path}} has floating-point samples, which can't be read; convert it to 16 bits a channel first.",
  cameraRaw:
    '{{path}} is a camera raw file; develop it first, for instance in darktable, and open the TIFF saved from there.',
  // Of failures that are kept with a batch's photos; these keys are faults' (faults.ts).
  fileMissing: "{{path}} doesn't exist; check its name and folder.",
  fileForbidden: "{{path}} can't be read: you have no permission; change its permissions first.",
  fileUnreadable: "{{path}} can't be read; check that its disk is connected and try again.",
  fileEmpty: '{{path}} is empty (0 bytes); use another copy of it.',
  notAPicture:
    '{{path}} is not a picture that can be read; choose a JPEG, PNG, TIFF, WebP, AVIF or HEIC file.',
  unreadableKind: "{{path}} is {{kind}}, which can't be read; save it as PNG or TIFF first.",
  damagedPicture: '{{path}} is a damaged or cut-off {{format}}; use another copy of it.',
  pictureTooLarge: '{{path}} has more than 1000 megapixels; cut it into parts first.',
  maskSize: 'The mask {{path}} is {{size}} pixels and the photo {{photo}}; make both the same size.',
  diskFull: 'There is no space left to write {{path}}; free some space or choose another disk.',
  folderForbidden: "{{path}} can't be written: you have no permission; choose another folder.",
  engineStopped: '{{process}} was stopped before it had finished; start the work again.',
  engineMemory:
    '{{process}} was ended by the system, most often because memory ran out; close other programs and try again. Files that were already finished are kept.',
  engineCrashed:
    '{{process}} crashed ({{signal}}); try again, and with --provider cpu if it happens again. Files that were already finished are kept.',
} as const;
export type SentenceKey = keyof typeof SENTENCES;

/** The names in a sentence's braces. */
type Names<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type SentenceValues<Key extends SentenceKey> = Readonly<
  Record<Names<(typeof SENTENCES)[Key]>, string | number>
>;

/** A sentence of the list in English, its values filled in; those without any need none. */
export function sentence<Key extends SentenceKey>(
  key: Key,
  ...[values]: Names<(typeof SENTENCES)[Key]> extends never ? [] : [SentenceValues<Key>]
): string {
  const given = new Map<string, string | number>(Object.entries(values ?? {}));
  return SENTENCES[key].replaceAll(/{{(\w+)}}/g, (_, name: string) => String(given.get(name)));
}

/** A form of a sentence: what stands in braces is captured by its name. */
function formOf(text: string): RegExp {
  const pattern = text
    .split(/({{\w+}})/)
    .map((part) => /^{{(\w+)}}$/.exec(part)?.[1] ?? part)
    .map((part, i) => (i % 2 === 1 ? `(?<${part}>.+)` : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${pattern.join('')}$`, 's');
}

/** Finds which of a list's sentences a text is, and what its braces held; undefined where it is none of them. */
export function recogniser<Key extends string>(
  sentences: Readonly<Record<Key, string>>,
): (text: string) => { readonly key: Key; readonly values: Readonly<Record<string, string>> } | undefined {
  const keys = Object.keys(sentences).filter((key): key is Key => key in sentences);
  const forms = keys.map((key) => ({ key, form: formOf(sentences[key]) }));
  return (text) => {
    for (const { key, form } of forms) {
      const match = form.exec(text);
      if (match) return { key, values: { ...match.groups } };
    }
    return undefined;
  };
}
