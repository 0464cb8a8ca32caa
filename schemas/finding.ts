/** `error` 必须改正 keeps a report from being submitted; `query` 请核实或说明 and `note` 提示 never do. */
export type Severity = 'error' | 'query' | 'note';

export const severityTitles: Readonly<Record<Severity, string>> = {
  error: '必须改正',
  query: '请核实或说明',
  note: '提示',
};

/** The rules of requirements.md 1c that a single report can break by itself, and the reader's own refusals. */
export type RuleCode =
  | 'A2-REQ'
  | 'A2-PAIR'
  | 'A2-CAP'
  | 'A2-LEN'
  | 'A2-REG'
  | 'A2-AUG'
  | 'A2-SEM'
  | 'A2-ROLL'
  | 'A3-REQ'
  | 'A3-INT'
  | 'A3-PART'
  | 'A3-ZERO'
  | 'A3-BAL'
  | 'A3-TEXT'
  | 'A3-CRIM'
  | 'A3-DOC'
  | 'A3-ACT'
  | 'A3-VIL'
  | 'A3-PER'
  | 'X-HOT'
  | 'X-WHO'
  | 'X-SIG'
  | 'X-RUN'
  | 'X-DUP'
  | 'X-PII'
  | 'L-DRIFT'
  | 'L-WHO';

/** Something wrong or doubtful at one blank: what is there, what is expected, how to mend it, each a whole sentence. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly form: string;
  readonly field: string;
  /** `自查表!B4`: the blank that must change. */
  readonly cell: string;
  readonly found: string;
  readonly expected: string;
  readonly mend: string;
}

/** The whole message of a finding, as a school reads it. */
export function findingMessage(finding: Pick<Finding, 'found' | 'expected' | 'mend'>): string {
  return `${finding.found}${finding.expected}${finding.mend}`;
}

/** What makes two findings the same one over several runs: place, rule and words. */
export function findingKey(finding: Finding): string {
  return [finding.form, finding.field, finding.code, finding.cell, findingMessage(finding)].join('|');
}

/** A finding that is not raised: the school explained it in 说明, or the section waived its rule (豁免). */
export interface SetAside {
  readonly finding: Finding;
  readonly why: 'explained' | 'waived';
  /** What the school wrote, or the section's reason. */
  readonly text: string;
  /** Digest of what the blank held then: once it holds something else, the same words explain nothing any more. */
  readonly value: string;
}
