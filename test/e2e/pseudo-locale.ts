import type { Page } from '@playwright/test';
import english from '../../src-renderer/messages/en.json' with { type: 'json' };

/**
 * An invented language in place of English: every message in accented letters between brackets and two fifths longer,
 * as German and French are. What is cut off shows, and so does what is written into the program without a message.
 */
export async function speakPseudo(page: Page): Promise<void> {
  await page.route(/\/assets\/index-[^/]*\.js$/, async (route) => {
    const response = await route.fetch();
    let script = await response.text();
    for (const [key, message] of Object.entries(english)) {
      const literal = templateEntry(key, message);
      if (!script.includes(literal)) throw new Error(`the page's script lacks ${literal}`);
      script = script.replace(literal, () => templateEntry(key, pseudo(message)));
    }
    await route.fulfill({ response, body: script });
  });
}

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  i: 'í',
  n: 'ñ',
  o: 'ö',
  u: 'ü',
  y: 'ý',
  A: 'Á',
  E: 'É',
  O: 'Ö',
};

/** '⟦Réstöré ~~~⟧' of 'Restore'; what stands in {{braces}} stays. */
export function pseudo(message: string): string {
  const letters = message
    .split(/(\{\{.*?\}\})/)
    .map((part) =>
      part.startsWith('{{') ? part : part.replace(/[aceinouyAEO]/g, (letter) => ACCENTED[letter] ?? letter),
    )
    .join('');
  const words = Math.ceil((0.4 * message.replace(/\{\{.*?\}\}/g, '').length) / 6);
  return `⟦${letters}${' mörës'.repeat(words)}⟧`;
}

/** A message as the bundled page writes it: a template literal, in which a backslash stands for itself when doubled. */
function templateEntry(key: string, message: string): string {
  return `${JSON.stringify(key)}:\`${message.replaceAll('\\', '\\\\')}\``;
}
