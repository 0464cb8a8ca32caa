import Mustache from 'mustache';
import { compiledTemplate } from './compiled-template.ts';
import type { LetterWords } from './words.ts';

/** The html part of a letter, drawn from its words. */
export type DrawHtml = (words: LetterWords) => string;

/** Compiles the template; what comes back only fills it, which is what makes a thousand letters cheap. */
export function compileLetterHtml(): Promise<DrawHtml> {
  compiled ??= compile();
  return compiled;
}

let compiled: Promise<DrawHtml> | undefined;

async function compile(): Promise<DrawHtml> {
  const html = await compiledTemplate();
  const writer = new Mustache.Writer();
  writer.parse(html);
  return (words) => writer.render(html, letterView(words));
}

/** Mustache knows only yes and no: words with the choices of the template said as such. */
export function letterView(words: LetterWords): object {
  return {
    ...words,
    hasBanner: words.banner !== '',
    sections: words.sections.map((section) => ({
      ...section,
      facts: section.facts.map((fact) => ({ link: '', ...fact })),
      isAlarm: section.tone === 'alarm',
      isCalm: section.tone === 'calm',
      isPlain: section.tone === 'plain',
      hasFigures: section.figures !== undefined,
      hasTable: section.table !== undefined,
      table: section.table && {
        ...section.table,
        rows: section.table.rows.map(({ cells }) => ({
          cells: cells.map(({ lines }, column) => ({
            isHead: column === 0,
            lines: lines.map((line, index) => ({ ...line, isName: column === 0 && index === 0 })),
          })),
        })),
      },
      findings: section.findings.map((finding) => ({ ...finding, isError: finding.severity === 'error' })),
    })),
  };
}
