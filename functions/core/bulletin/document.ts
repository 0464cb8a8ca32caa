import { checkCode } from '../event-id.ts';
import { districtAnnex } from './annex-district.ts';
import { schoolsAnnex } from './annex-schools.ts';
import { sectionAnnex } from './annex-section.ts';
import type { BulletinFigures } from './bulletin-figures.ts';
import { pairTitle } from './pair.ts';
import { bodyParagraphs } from './paragraphs.ts';
import type { SentenceContext } from './sentences.ts';
import type { Annex } from './table.ts';
import type { Told } from './told.ts';
import { type TrendMonth, trendOf } from './trend.ts';
import { dateTitle } from './words.ts';

/** A bulletin as words in order, before it looks like anything: the document and the page are both drawn from it. */
export interface BulletinDocument {
  /** 草稿编号: a check code of the figures and of every word. */
  readonly code: string;
  /** Says on every page that it is a draft; empty once it is issued. */
  readonly mark: string;
  /** Two lines. */
  readonly title: readonly [string, string];
  /** 文号 with room for its number; empty where 设置 has none. */
  readonly number: string;
  /** Empty where it is to nobody in particular. */
  readonly addressee: string;
  /** The body, paragraph by paragraph; `一、…` is a heading. */
  readonly sentences: readonly string[];
  /** The paragraphs as the figures made them, each with every figure that it says; left out of what people wrote. */
  readonly statements: readonly Told[];
  readonly office: string;
  /** `2018年10月30日`. */
  readonly date: string;
  readonly phone: string;
  readonly annexes: readonly Annex[];
  readonly trend: readonly TrendMonth[];
}

/** What a draft is made of besides its figures. */
export interface DraftContext extends SentenceContext {
  readonly office: string;
  readonly officePhone: string;
  /** 通报文号 of 设置; may be empty. */
  readonly numberPrefix: string;
}

/** How a document becomes the bytes of a .docx file. */
export type DrawDocument = (document: BulletinDocument) => Promise<Uint8Array>;

/** The draft of a bulletin, with the code that ties it to its figures: one other number or word is another code. */
export function draftBulletin(figures: BulletinFigures, context: DraftContext): BulletinDocument {
  const year = figures.from.slice(0, 4);
  const statements = bodyParagraphs(figures, context);
  const words: Omit<BulletinDocument, 'code'> = {
    mark: '草稿　未经审签，不得外传',
    title: [`关于${pairTitle(figures)}`, '各学校学生欺凌事件发生情况的通报'],
    number: context.numberPrefix === '' ? '' : `${context.numberPrefix}〔${year}〕　　号`,
    addressee: '各学校：',
    sentences: statements.map(({ text }) => text),
    statements,
    office: context.office,
    date: dateTitle(context.date),
    phone: context.officePhone,
    annexes: [districtAnnex(figures), schoolsAnnex(figures), sectionAnnex(figures)],
    trend: trendOf(figures),
  };
  return { code: checkCode(JSON.stringify({ figures, words })), ...words };
}
