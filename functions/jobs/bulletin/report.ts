import type { Period } from '../../../schemas/periods.ts';
import type { TotalFigures } from '../../core/bulletin/bulletin-figures.ts';
import type { LetterOutcome } from '../letters/post.ts';

/** How far a paper has come, in JSON. */
export interface PaperReport {
  readonly from: Period;
  readonly through: Period;
  /** Path of the .docx, relative to the district: of the draft, or of the paper once it is issued. */
  readonly draft: string;
  /** Once it is issued. */
  readonly issued?: IssuedReport;
  /** What 通报审签 says, where it says anything. */
  readonly approval?: ApprovalReport;
}

/** The JSON of `bulletin`, and of `run` under `bulletin`. */
export interface BulletinReport extends PaperReport {
  readonly figures: TotalFigures;
}

/** What came of it: the document, the letters that were due, and files that could not be renewed. */
export interface PaperOutcome<R extends PaperReport = PaperReport> {
  readonly report: R;
  readonly letters: readonly LetterOutcome[];
  readonly busy: readonly string[];
}

export type BulletinOutcome = PaperOutcome<BulletinReport>;

/** How far an approval has come, in the JSON of `bulletin`. */
export interface ApprovalReport {
  /** No row; nobody signed; signed, but it cannot be followed; followed; right, but 试运行 is on. */
  readonly state: 'none' | 'waiting' | 'held' | 'issued' | 'rehearsed';
  /** What is blank, or wrong, as whole sentences. */
  readonly problems: readonly string[];
}

/** An issued bulletin, in the JSON of `bulletin`. */
export interface IssuedReport {
  readonly number: string;
  /** 草稿编号 that was approved. */
  readonly code: string;
  /** 签发日期, and when it was issued (ISO). */
  readonly issuedOn: string;
  readonly at: string;
}
