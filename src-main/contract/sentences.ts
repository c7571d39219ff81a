import { z } from './schema';
import { ENGINE_SENTENCES } from './sentences/engine';
import { LIBRARY_SENTENCES } from './sentences/library';
import { PHOTO_SENTENCES } from './sentences/photos';
import { PROVIDER_SENTENCES } from './sentences/providers';
import { RECIPE_SENTENCES } from './sentences/recipes';
import { STUDIO_SENTENCES } from './sentences/studio';
import { WRITING_SENTENCES } from './sentences/writing';

/**
 * What the program says, in English: failures, refusals, reasons, warnings. These sentences are kept as they are, in
 * results, projects, ledgers and reports; a window knows them by their form again and says them in its own language,
 * those that older versions wrote as well. A value in braces may be one of them itself; `path` and `aside` are files,
 * `folder` and `place` are said whole, `detail` and the like are others' words (a library's, the system's) and stay as
 * they are. Where one form holds another, the narrower one stands first.
 */
export const SENTENCES = {
  ...PROVIDER_SENTENCES,
  ...ENGINE_SENTENCES,
  ...RECIPE_SENTENCES,
  ...PHOTO_SENTENCES,
  ...WRITING_SENTENCES,
  ...LIBRARY_SENTENCES,
  ...STUDIO_SENTENCES,
} as const;
export type SentenceKey = keyof typeof SENTENCES;

/** The names in a sentence's braces. */
type Names<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
/** The sentences whose braces hold exactly these names; of `never`, those without any. */
export type SentenceKeyOf<Name extends string> = {
  [Key in SentenceKey]: [Names<(typeof SENTENCES)[Key]>, Name] extends [Name, Names<(typeof SENTENCES)[Key]>]
    ? Key
    : never;
}[SentenceKey];
type SentenceValues<Key extends SentenceKey> = Readonly<
  Record<Names<(typeof SENTENCES)[Key]>, string | number>
>;

/**
 * Text that a sentence of the list made: errors and warnings take nothing else, so that the compiler finds a sentence
 * that windows couldn't say in their language.
 */
export const sentenceText = z.string().brand<'Sentence'>();
export type Sentence = z.infer<typeof sentenceText>;

/**
 * A sentence outside of the list: for terminals alone, which speak English. Nothing that a window can reach may say
 * it; test/contract/sentences.test.ts lists who does.
 */
export function terminalSentence(text: string): Sentence {
  return sentenceText.parse(text);
}

/** A sentence of the list in English, its values filled in; those without any need none. */
export function sentence<Key extends SentenceKey>(
  key: Key,
  ...[values]: Names<(typeof SENTENCES)[Key]> extends never ? [] : [SentenceValues<Key>]
): Sentence {
  const given = new Map<string, string | number>(Object.entries(values ?? {}));
  return sentenceText.parse(
    SENTENCES[key].replaceAll(/{{(\w+)}}/g, (_, name: string) => String(given.get(name))),
  );
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
  const forms = keys.map((key) => ({ key, form: formOf(sentences[key]), part: longestPart(sentences[key]) }));
  return (text) => {
    for (const { key, form, part } of forms) {
      // Lists show many of them: looking for a part of a form is far quicker than for the form.
      const match = text.includes(part) ? form.exec(text) : null;
      if (match) return { key, values: { ...match.groups } };
    }
    return undefined;
  };
}

/** The longest of a sentence's own words between its braces. */
function longestPart(text: string): string {
  return text.split(/{{\w+}}/).reduce((longest, part) => (part.length > longest.length ? part : longest));
}
