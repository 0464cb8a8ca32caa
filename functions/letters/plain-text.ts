import { foldLine } from './fold-text.ts';
import type { LetterWords, WordsFinding, WordsLine, WordsSection, WordsTable } from './words.ts';

const rule = '－'.repeat(20);

/** The text part of a letter: reads well alone, one thought a line, a terminal wide at most, ends with a new line. */
export function plainText(words: LetterWords): string {
  const paragraphs = [
    ...(words.banner === '' ? [] : [`【${words.banner}】`]),
    words.title,
    words.greeting,
    ...words.opening,
    ...words.sections.map((section, index) => sectionText(section, words.sections.length > 1 ? `${index + 1}. ` : '')),
    rule,
    ...words.closing,
    words.contacts.map(({ name, value }) => `${name}：${value}`).join('\n'),
    words.office,
    words.footer,
  ];
  return `${paragraphs.join('\n\n').split('\n').map(foldLine).join('\n')}\n`;
}

function sectionText(section: WordsSection, number: string): string {
  return [
    rule,
    `${number}${section.heading} ${section.period}`.trim(),
    section.status,
    ...section.facts.map(({ name, value, link }) => `${name}：${value}${link === undefined ? '' : ` ${link}`}`),
    ...(section.figures
      ? block(
          section.figures.title,
          section.figures.rows.map(({ name, value, was }) => `  ${name}：${value}${was === '' ? '' : `（${was}）`}`),
        )
      : []),
    ...(section.table ? tableLines(section.table) : []),
    ...block(
      section.stepsTitle,
      section.steps.map((step, index) => `  ${index + 1}) ${step}`),
    ),
    ...block(section.findingsTitle, section.findings.map(findingText)),
    ...(section.more === '' ? [] : [section.more]),
  ].join('\n');
}

/** A row as a short list: its name, then each other column by name. */
function tableLines({ columns, rows }: WordsTable): string[] {
  const line = ({ text, call }: WordsLine): string => (call === '' ? text : `${text} ${call}`);
  if (columns.length === 1)
    return ['', ...rows.flatMap(({ cells: [only] }) => (only?.lines ?? []).map((it) => `${columns[0]}：${line(it)}`))];
  return rows.flatMap(({ cells: [first, ...rest] }, index) => [
    '',
    `  ${index + 1}) ${(first?.lines ?? []).map(line).join('，')}`,
    ...rest.map(({ lines }, column) => `     ${columns[column + 1]}：${lines.map(line).join('，')}`),
  ]);
}

function block(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}：`, ...lines];
}

function findingText({ label, blank, place, message }: WordsFinding, index: number): string {
  return `  ${index + 1}) 【${label}】${blank}${place === '' ? '' : `（${place}）`}\n     ${message}`;
}
