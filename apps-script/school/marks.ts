import { judgedWithMore } from '../../functions/core/judge-alone.ts';
import { helperMark, noteLine, noteMark, withLines, withoutOurs } from '../../schemas/cell-notes.ts';
import { type Finding, findingMessage, type Severity, severityTitles } from '../../schemas/finding.ts';
import { tints } from '../../schemas/tints.ts';

/** What a cell's note is to be, and the worst that it says; undefined where nothing of ours is in it any more. */
export interface CellMark {
  readonly note: string;
  readonly worst: Severity | undefined;
}

/** What is known of the blank in a cell. */
export interface Blank {
  /** `<form>_<field>`. */
  readonly key: string;
  readonly isFilled: boolean;
  readonly findings: readonly Finding[];
  /** False where rules changed since this script was made: then the run knows better. */
  readonly isSure: boolean;
}

/**
 * The note of a cell now: our lines for what is wrong in it, none where it is empty (to be still empty is no mistake). What
 * the last run said stays, but for errors that this report alone shows to be mended. A person's words stay as they are.
 */
export function markOf(note: string, { key, isFilled, findings, isSure }: Blank): CellMark {
  const said = findings.map((finding) => noteLine(`${severityTitles[finding.severity]}：${findingMessage(finding)}`));
  const ofRun = note.split('\n').filter((line) => line.startsWith(noteMark) && !line.startsWith(helperMark));
  const mayBeMended = isSure && !judgedWithMore.has(key);
  const kept = ofRun.filter((line) => !mayBeMended || severityOf(line) !== 'error' || said.includes(line));
  const own = isFilled ? said.filter((line) => !kept.includes(line)) : [];
  const lines = [...own.map((line) => helperMark + line.slice(noteMark.length)), ...kept];
  return { note: withLines(lines, withoutOurs(note)), worst: worstOf(lines) };
}

const severities: readonly Severity[] = ['error', 'query', 'note'];

function severityOf(line: string): Severity | undefined {
  const words = line.slice(line.startsWith(helperMark) ? helperMark.length : noteMark.length);
  return severities.find((severity) => words.startsWith(severityTitles[severity]));
}

function worstOf(lines: readonly string[]): Severity | undefined {
  return severities.find((severity) => lines.some((line) => severityOf(line) === severity));
}

/** The ground of a cell, `#RRGGBB`: the same as the district's run gives it. */
export function groundOf(worst: Severity | undefined, isCarried: boolean): string {
  switch (worst) {
    case 'error':
      return `#${tints.bad}`;
    case 'query':
      return `#${tints.warn}`;
    case 'note':
      return `#${tints.quiet}`;
    case undefined:
      return `#${isCarried ? tints.toCheck : tints.toFill}`;
  }
}
