/** A table of a bulletin as words: what the document and the page draw alike. */
export interface BulletinTable {
  readonly is: 'table';
  readonly caption: string;
  /** Widths of the columns in parts of the whole. */
  readonly widths: readonly number[];
  readonly head: readonly (readonly HeadCell[])[];
  readonly rows: readonly TableRow[];
  /** Each row stands for one matter and is read on a telephone as a card of its own. */
  readonly cards: boolean;
}

export interface HeadCell {
  readonly text: string;
  readonly columns?: number;
  readonly rows?: number;
  /** A smaller second line: the window of a month. */
  readonly under?: string;
}

export interface TableRow {
  /** Totals and what they cover stand apart from the rows they add. */
  readonly sort: 'item' | 'total' | 'cover';
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly text: string;
  /** What a figure covers, smaller; each line of it stands on its own. */
  readonly under?: string;
  readonly tone?: 'alarm' | 'quiet';
}

/** A line of text in an annex; a caution stands out. */
export interface AnnexText {
  readonly is: 'heading' | 'text' | 'note' | 'caution';
  readonly text: string;
}

export interface Annex {
  /** `附件1`. */
  readonly label: string;
  readonly title: string;
  readonly blocks: readonly (BulletinTable | AnnexText)[];
}
