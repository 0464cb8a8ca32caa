import { pairTitle } from '../bulletin/pair.ts';
import { joined, plain, type Told, told } from '../bulletin/told.ts';
import { dateTitle } from '../bulletin/words.ts';
import type { VisitFigures } from './annual-figures.ts';
import { type AnnualTeller, countsTold, daysTitle, partsTold, tallyTold } from './tell.ts';

/** 二、舆情监测 (S32). */
export function opinionParagraphs(teller: AnnualTeller): readonly Told[] {
  const { opinions, days } = teller.figures;
  const source = `据区级设置“舆情”登记表，统计区间${daysTitle(days)}`;
  if (opinions.total === 0) return [plain(`${source}，没有登记涉及学校的舆情。`)];
  const at = (key: string): Told => teller.number(`opinions.${key}`);
  const parts = partsTold(opinions, () => {
    const verified = countsTold(teller, 'opinions.verified', opinions.verified, '件');
    const words = { inTime: '按时回应', late: '逾期回应', overdue: '超期没有回应', running: '未到期' };
    const response = tallyTold(teller, 'opinions.response', words, opinions.response.running);
    const linked = opinions.linked === 0 ? plain('') : told`；其中列入督办${at('linked')}件`;
    return told`核实情况：${verified}；回应情况：${response}${linked}`;
  });
  return [told`${source}，共登记涉及学校的舆情${at('total')}件，涉及${at('some')}校。${parts}。各月的件数见附件1。`];
}

/** 三、定期通报 (S33): as they were issued. */
export function bulletinParagraphs(teller: AnnualTeller): readonly Told[] {
  const { bulletins } = teller.figures;
  const at = (key: string): Told => teller.number(`bulletins.${key}`);
  if (bulletins.due === 0) return [plain('本年度还没有到起草日期的通报。')];
  const open =
    bulletins.open.length === 0
      ? plain('')
      : told`，还没有发出的${at('open.length')}期：${bulletins.open.map(pairTitle).join('、')}`;
  const first = told`按第二个月计入本年度的通报应发${at('due')}期，已发出${at('issued.length')}期${open}。`;
  if (bulletins.issued.length === 0) return [first];
  const named = bulletins.issued.map((it) => `${pairTitle(it)}（${it.number}，${dateTitle(it.issuedOn)}签发）`);
  const happened =
    bulletins.incidents === null
      ? plain('发生件数无数据')
      : told`共发生学生欺凌事件${at('incidents')}件${bulletins.handled === null ? plain('') : told`、处理${at('handled')}件`}`;
  return [
    told`${first}已发出的是：${named.join('、')}。`,
    told`据各期通报发出时的数，各期应报合计${at('expected')}校次、已报${at('reported')}校次，${happened}。各期的数见附件1，发出以后的更正写在以后各期通报里，这里不改。`,
  ];
}

/** 四、事件督办 (S36–S38), 申诉复查 (S29): counts only. */
export function caseParagraphs(teller: AnnualTeller): readonly Told[] {
  return [supervisedTold(teller), ...carriedTold(teller), appealsTold(teller)];
}

function supervisedTold(teller: AnnualTeller): Told {
  const { cases, days } = teller.figures;
  const at = (key: string): Told => teller.number(`cases.${key}`);
  const source = `据区级设置“督办”登记表，统计区间${daysTitle(days)}`;
  if (cases.total === 0) return plain(`${source}，没有列入督办的事件。`);
  const parts = partsTold(cases, () => {
    const triggers = countsTold(teller, 'cases.triggers', cases.triggers, '件');
    const stages = countsTold(teller, 'cases.stages', cases.stages, '件');
    const { handling } = cases;
    const handled =
      handling.cases === 0
        ? plain('还没有完成处置的')
        : told`完成处置的${at('handling.cases')}件，从登记到完成处置平均${at('handling.mean')}天、最长${at('handling.longest')}天`;
    const overdue = cases.overdue === 0 ? plain('没有超期的') : told`没有办结、超过时限的${at('overdue')}件`;
    return told`按情形分：${triggers}；按进展分：${stages}；${handled}；${overdue}`;
  });
  return told`${source}，共列入督办${at('total')}件，涉及${at('some')}校，已销号${at('closed')}件。${parts}。`;
}

function carriedTold(teller: AnnualTeller): readonly Told[] {
  const { carried } = teller.figures.cases;
  if (carried.total === 0) return [];
  return [
    told`以前年度转来、本年度开始时没有销号的${teller.number('cases.carried.total')}件，已销号${teller.number('cases.carried.closed')}件。`,
  ];
}

function appealsTold(teller: AnnualTeller): Told {
  const { appeals } = teller.figures;
  const at = (key: string): Told => teller.number(`appeals.${key}`);
  if (appeals.total === 0) return plain('据“申诉复查”登记表，同一区间没有收到申诉。');
  const parts = partsTold(appeals, () => {
    const accepted = countsTold(teller, 'appeals.accepted', appeals.accepted, '件');
    const decisions = countsTold(teller, 'appeals.decisions', appeals.decisions, '件');
    const decided = decisions.text === '' ? plain('还没有复查决定') : told`复查决定：${decisions}`;
    return told`受理情况：${accepted}；${decided}；超过时限的${at('overdue')}件`;
  });
  return told`据“申诉复查”登记表，同一区间收到申诉${at('total')}件，已告知结果${at('notified')}件。${parts}。`;
}

/** 五、实地督导 (S9, S41), and the scores where they were made public (S42, S43). */
export function visitParagraphs(teller: AnnualTeller): readonly Told[] {
  const { inspections, days, scores } = teller.figures;
  const { special, daily } = inspections;
  if (special.planned + daily.planned === 0)
    return [plain(`据区级设置“督学检查”登记表，统计区间${daysTitle(days)}，没有登记检查。`), ...scoresTold(teller)];
  const source = `据区级设置“督学检查”登记表，统计区间${daysTitle(days)}，`;
  return [
    told`${source}${joined([visitsTold(teller, 'special', '专项督导', special), visitsTold(teller, 'daily', '责任督学日常检查', daily)], '；')}。`,
    ...(scores === null ? [plain('专项督导的评分还没有公布，本报告不列。')] : scoresTold(teller)),
  ];
}

function visitsTold(teller: AnnualTeller, key: 'special' | 'daily', title: string, visits: VisitFigures): Told {
  const at = (name: string): Told => teller.number(`inspections.${key}.${name}`);
  if (visits.planned === 0) return plain(`${title}没有登记`);
  const late = visits.overdue === 0 ? plain('') : told`，过了计划日期还没有检查的${at('overdue')}次`;
  const problems =
    visits.problems === 0
      ? plain(visits.visited === 0 ? '还没有检查结果' : '没有查出要整改的问题')
      : told`查出要整改的问题${at('problems')}个，其中已整改${at('rectified')}个${visits.rectifyOverdue === 0 ? plain('') : told`，整改超期的检查${at('rectifyOverdue')}次`}`;
  return told`${title}计划${at('planned')}次，已检查${at('visited')}次、到${at('schools')}校${late}，${problems}`;
}

function scoresTold(teller: AnnualTeller): readonly Told[] {
  const { scores } = teller.figures;
  if (scores === null) return [];
  const means = scores.dimensions.map(
    ({ title }, index) =>
      told`${title}${teller.number(`scores.dimensions.${index}.mean`)}分（满分${teller.number(`scores.dimensions.${index}.full`)}分，${teller.number(`scores.dimensions.${index}.schools`)}校）`,
  );
  return [
    told`已公布的专项督导评分有${teller.number('scores.schools')}校，各方面平均（括号里是有得分的学校数）：${joined(means, '、')}。`,
  ];
}
