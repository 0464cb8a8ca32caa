/** What a piece of free text belongs to, which says where it may be found afterwards. */
export type Kept =
  /** 特色工作, 处理方式 … of a report. */
  | 'narrative'
  /** 摘要, 事由, 备注 and the like of a register in 区级设置. */
  | 'register'
  /** What 监察室 writes about a referral. */
  | 'referral'
  /** 标题 and 内容 of 信息公开 that were approved. */
  | 'public'
  /** The same, withheld by the check before it was published, and why something was withdrawn. */
  | 'withheld';

export interface Planted {
  /** Stands in the text, and nowhere else in the world. */
  readonly mark: string;
  readonly kept: Kept;
  readonly where: string;
}

/** What a mark looks like. */
export const anyMark = /ZJ\d{4}Q/g;

/** Hands out a mark for each text that people type, so that it can be looked for in everything that comes out. */
export class Markers {
  readonly planted: Planted[] = [];

  /** A short text that says nothing but its mark. */
  plant(kept: Kept, where: string): string {
    const mark = `ZJ${String(this.planted.length + 1).padStart(4, '0')}Q`;
    this.planted.push({ mark, kept, where });
    return mark;
  }
}

/** Children who do not exist, as texts speak of them: what may be in no output, not even in the ledger. */
export const children = {
  names: ['欧阳小明', '司马小兰'],
  numbers: ['13905397788', '13805396677'],
} as const;

/** A sentence about one of them, in the words of a careless form teacher. */
export function aboutChild(nth: number): string {
  const [name, number] = [children.names[nth % 2], children.numbers[nth % 2]];
  return `学生${name}（电话${number}）被打，学校已处理。`;
}
