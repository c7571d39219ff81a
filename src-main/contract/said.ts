import { SAYINGS } from './sayings';
import { z } from './schema';

/**
 * The name of a text of sayings.ts. The texts are kept as they are, in results, projects, ledgers and reports; a window
 * knows them by their form again. Where one form holds another, the narrower one stands first.
 */
export type SayingKey = keyof typeof SAYINGS;

/** The names in a sentence's braces. */
type Names<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
/** The sentences whose braces hold exactly these names; of `never`, those without any. */
export type SayingKeyOf<Name extends string> = {
  [Key in SayingKey]: [Names<(typeof SAYINGS)[Key]>, Name] extends [Name, Names<(typeof SAYINGS)[Key]>]
    ? Key
    : never;
}[SayingKey];
type ValuesOf<Key extends SayingKey> = Readonly<Record<Names<(typeof SAYINGS)[Key]>, string | number>>;

/**
 * Text that a sentence of the list made: errors and warnings take nothing else, so that the compiler finds a sentence
 * that windows couldn't say in their language.
 */
export const saidSchema = z.string().brand<'Said'>();
export type Said = z.infer<typeof saidSchema>;

/**
 * A sentence outside of the list: for terminals alone, which speak English. Nothing that a window can reach may say
 * it; test/contract/said.test.ts lists who does.
 */
export function quoted(text: string): Said {
  return saidSchema.parse(text);
}

/** A sentence of the list in English, its values filled in; those without any need none. */
export function said<Key extends SayingKey>(
  key: Key,
  ...[values]: Names<(typeof SAYINGS)[Key]> extends never ? [] : [ValuesOf<Key>]
): Said {
  const given = new Map<string, string | number>(Object.entries(values ?? {}));
  return saidSchema.parse(
    SAYINGS[key].replaceAll(/{{(\w+)}}/g, (_, name: string) => String(given.get(name))),
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
