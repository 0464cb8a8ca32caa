/** Something in a text edited by hand that the figures do not bear out, or that only a person can judge. */
export interface Disagreement {
  /**
   * `wrong`: the figures say otherwise; `unproved`: they cannot be asked; `personal`: it must not be written at all. These
   * stop the issue; a `note` does not.
   */
  readonly sort: 'wrong' | 'unproved' | 'personal' | 'note';
  /** Where: `正文第4段`, `附件1 表1 第3行`. */
  readonly where: string;
  /** What stands there. */
  readonly found: string;
  /** What the figures say, and what to do. */
  readonly message: string;
}

/** The disagreement as one sentence. */
export function disagreementSentence({ where, found, message }: Disagreement): string {
  return `${where}${found === '' ? '' : `“${found}”`}：${message}`;
}
