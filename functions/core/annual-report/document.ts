import type { BulletinDocument, DraftContext } from '../bulletin/document.ts';
import { plain, Teller, type Told } from '../bulletin/told.ts';
import { dateTitle } from '../bulletin/words.ts';
import { yearTitle } from '../campaign-year.ts';
import { checkCode } from '../event-id.ts';
import { tablesAnnex } from './annex.ts';
import type { AnnualFigures } from './annual-figures.ts';
import { aheadParagraphs } from './sentences-ahead.ts';
import { reportingTold, schoolParagraphs } from './sentences-schools.ts';
import { bulletinParagraphs, caseParagraphs, opinionParagraphs, visitParagraphs } from './sentences-sources.ts';
import { daysTitle } from './tell.ts';

/** What the draft of a year's report is made of besides its figures. */
export interface AnnualContext extends Pick<DraftContext, 'date' | 'office' | 'officePhone' | 'numberPrefix'> {
  /** 行动名称 of 设置. */
  readonly campaign: string;
}

/** The draft of a year's report, with the code that ties it to its figures: one other number or word is another code. */
export function draftAnnualReport(figures: AnnualFigures, context: AnnualContext): BulletinDocument {
  const statements = reportParagraphs(figures, context);
  const words: Omit<BulletinDocument, 'code'> = {
    mark: '草稿　未经审签，不得外传',
    title: titleOf(figures, context.campaign),
    number: context.numberPrefix === '' ? '' : `${context.numberPrefix}〔${figures.year}〕　　号`,
    addressee: '',
    sentences: statements.map(({ text }) => text),
    statements,
    office: context.office,
    date: dateTitle(context.date),
    phone: context.officePhone,
    annexes: [tablesAnnex(figures)],
    trend: [],
  };
  return { code: checkCode(JSON.stringify({ figures, words })), ...words };
}

/** `罗庄区中小学生欺凌防治`, as the campaign is named without being an action. */
function subjectOf(campaign: string): string {
  return campaign.replace(/(?:专项|综合)?(?:落实|治理|整治)?年?(?:专项)?行动$/, '') || campaign;
}

/** `2018年度罗庄区中小学生` over `欺凌防治督导评估报告`. */
function titleOf(figures: AnnualFigures, campaign: string): [string, string] {
  const subject = subjectOf(campaign);
  const at = subject.lastIndexOf('欺凌');
  const place = at > 0 ? at : subject.length;
  return [`${yearTitle(figures)}${subject.slice(0, place)}`, `${subject.slice(place)}督导评估报告`];
}

function reportParagraphs(figures: AnnualFigures, context: AnnualContext): readonly Told[] {
  const teller = new Teller(figures);
  const parts: readonly (readonly [string, readonly Told[]])[] = [
    ['基本情况', [reportingTold(teller)]],
    ['舆情监测', opinionParagraphs(teller)],
    ['定期通报', bulletinParagraphs(teller)],
    ['事件督办', caseParagraphs(teller)],
    ['实地督导', visitParagraphs(teller)],
    ['四个落实和总结', schoolParagraphs(teller)],
    ['存在的问题和下一步工作', aheadParagraphs(teller)],
  ];
  return [
    opening(figures, context),
    ...parts.flatMap(([title, said], index) => [plain(`${'一二三四五六七'[index]}、${title}`), ...said]),
  ];
}

function opening(figures: AnnualFigures, { campaign, date }: AnnualContext): Told {
  return plain(
    `按照“${campaign}”的要求，综合舆情监测、定期通报、事件督办、实地督导四个方面，对${yearTitle(figures)}（${daysTitle(figures.days)}）的工作评估如下。各数只计截至${dateTitle(date)}登记在册的和已经报送（填写无误、签字齐全）的，没有登记、没有报送、没有填写的不作0计；事件只列件数，不涉及具体学校和个人。`,
  );
}
