import type { ExtendedValue } from '../document.ts';

/**
 * The value of the few formulas that the emulator calculates: arithmetic of plain numbers, one literal, and the text of
 * a HYPERLINK with literal arguments. Undefined for every other: it has a formula and no value. References in formulas
 * do not follow moved cells.
 */
export function calculate(formula: string): ExtendedValue | undefined {
  const text = formula.slice(1).trim();
  const literal = /^"((?:[^"]|"")*)"$/.exec(text);
  if (literal) return { stringValue: unquoted(literal[1]) };
  if (/^(TRUE|FALSE)$/i.test(text)) return { boolValue: text.toUpperCase() === 'TRUE' };
  const link = hyperlink(formula);
  if (link) return { stringValue: link.text };
  const number = arithmetic(text);
  return number === undefined ? undefined : { numberValue: number };
}

/** Address and text of `=HYPERLINK("address", "text")`. */
export function hyperlink(formula: string): { readonly uri: string; readonly text: string } | undefined {
  const match = /^=\s*HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[,;]\s*"((?:[^"]|"")*)"\s*)?\)\s*$/i.exec(formula);
  const uri = unquoted(match?.[1]);
  return match ? { uri, text: match[2] === undefined ? uri : unquoted(match[2]) } : undefined;
}

const unquoted = (text = '') => text.replaceAll('""', '"');

function arithmetic(text: string): number | undefined {
  const tokens = text.match(/\d+(?:\.\d+)?(?:E[-+]?\d+)?|[-+*/^()]/gi) ?? [];
  if (tokens.length === 0 || tokens.join('') !== text.replaceAll(/\s/g, '')) return undefined;
  let at = 0;
  const value = sum();
  return at === tokens.length && Number.isFinite(value) ? value : undefined;

  function sum(): number {
    let total = product();
    while (tokens[at] === '+' || tokens[at] === '-') total += tokens[at++] === '+' ? product() : -product();
    return total;
  }

  function product(): number {
    let total = power();
    while (tokens[at] === '*' || tokens[at] === '/') total = tokens[at++] === '*' ? total * power() : total / power();
    return total;
  }

  function power(): number {
    const base = atom();
    if (tokens[at] !== '^') return base;
    at += 1;
    return base ** power();
  }

  function atom(): number {
    const token = tokens[at++];
    if (token === '-') return -atom();
    if (token === '+') return atom();
    if (token !== '(') return Number(token);
    const inner = sum();
    return tokens[at++] === ')' ? inner : Number.NaN;
  }
}
