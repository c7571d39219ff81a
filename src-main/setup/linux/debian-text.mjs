// Texts as Debian writes them.

/** Policy 5.6.13 asks for lines of less than 80 columns; some stand after a margin of four. */
const COLUMNS = 76;

/** A paragraph as lines. */
export function wrapped(paragraph) {
  const lines = [];
  for (const word of paragraph.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < COLUMNS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/**
 * CHANGELOG.md as a Debian changelog (policy 4.4): an entry for each version that has a date, the newest first. `maintainer` is a
 * name with an address.
 */
export function debianChangelog(markdown, maintainer) {
  const versions = markdown.split(/^## /m).map((text) => /^(\d\S*) - (\S+)\n(.*)$/s.exec(text));
  return versions
    .filter((found) => found !== null)
    .map(([, version, date, body]) => entry(version, date, body, maintainer))
    .join('\n');
}

function entry(version, date, body, maintainer) {
  const blocks = body.replace(/^#.*/gm, '').matchAll(/^(?:- )?(\S.*(?:\n(?!- ).+)*)/gm);
  const changes = [...blocks].map(([, text]) => wrapped(text).join('\n    '));
  const day = new Date(date).toUTCString().replace('GMT', '+0000');
  const lines = changes.map((text) => `  * ${text}\n`).join('');
  return `daguerre (${version}) unstable; urgency=medium\n\n${lines}\n -- ${maintainer}  ${day}\n`;
}
