/**
 * What a file's name, or its path, may say outside of its school: fit for one line of a terminal and of a letter, and
 * without the child whom somebody named it after. Loaded with the first name to be told: most runs tell none.
 */
export async function shownName(path: string): Promise<string> {
  const { redactText } = await import('../core/pii/redact-text.ts');
  const from = path.lastIndexOf('/') + 1;
  return `${path.slice(0, from)}${redactText(printable(path.slice(from))).text}`;
}

/** What strangers wrote, fit for one line. */
export function printable(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '_');
  return line.length > 100 ? `${line.slice(0, 100).toWellFormed()}…` : line;
}
