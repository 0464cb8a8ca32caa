import { mayTellParts } from '../bulletin/few-schools.ts';
import { joined, plain, type Told, told } from '../bulletin/told.ts';
import type { AnnualTeller } from './tell.ts';

/** So many lines of the checklist are named. */
const mostItems = 3;

/** One thing that the data show to be amiss, and what follows from it. */
interface Lack {
  readonly problem: Told;
  readonly step: string;
}

/** 七、存在的问题和下一步工作: drafted by rules over the data alone; people put it into their own words. */
export function aheadParagraphs(teller: AnnualTeller): readonly Told[] {
  const lacks = [
    ...reportsLack(teller),
    ...opinionsLack(teller),
    ...bulletinsLack(teller),
    ...casesLack(teller),
    ...visitsLack(teller),
    ...checklistLack(teller),
    ...summariesLack(teller),
  ];
  if (lacks.length === 0)
    return [
      plain('从以上数据看，没有逾期、超期和没有落实的事项。'),
      plain('下一步，继续按月报送、按期通报，对督办和检查发现的问题跟踪到底。'),
    ];
  const numbered = (index: number): string => `${'一二三四五六七八九十'[index]}是`;
  return [
    told`从以上数据看，存在以下问题：${joined(
      lacks.map(({ problem }, index) => told`${numbered(index)}${problem}`),
      '；',
    )}。`,
    plain(`下一步：${lacks.map(({ step }, index) => `${numbered(index)}${step}`).join('；')}。`),
  ];
}

function reportsLack(teller: AnnualTeller): Lack[] {
  const { missing } = teller.figures.reporting;
  if (missing === 0) return [];
  return [
    {
      problem: told`月报没有报全，缺${teller.number('reporting.missing')}校次`,
      step: '督促没有报送的学校补报，以后按月按时报送',
    },
  ];
}

function opinionsLack(teller: AnnualTeller): Lack[] {
  const { response } = teller.figures.opinions;
  if (response.late + response.overdue === 0) return [];
  const problem = mayTellParts(teller.figures.opinions)
    ? told`舆情回应不及时，逾期回应${teller.number('opinions.response.late')}件、超期没有回应${teller.number('opinions.response.overdue')}件`
    : plain('有的舆情没有按时回应');
  return [{ problem, step: '对涉及学校的舆情限时核实、限时回应' }];
}

function bulletinsLack(teller: AnnualTeller): Lack[] {
  if (teller.figures.bulletins.open.length === 0) return [];
  return [
    {
      problem: told`通报没有按期发出，缺${teller.number('bulletins.open.length')}期`,
      step: '每两个月按期审签、发出通报',
    },
  ];
}

function casesLack(teller: AnnualTeller): Lack[] {
  const { cases } = teller.figures;
  if (cases.total - cases.closed - cases.untrue === 0 && cases.overdue === 0) return [];
  const problem =
    cases.overdue > 0 && mayTellParts(cases)
      ? told`督办事件有没有办结的，其中超过时限的${teller.number('cases.overdue')}件`
      : plain('督办事件有没有办结的');
  return [{ problem, step: '对没有销号的督办事件逐件盯办，到期必清' }];
}

function visitsLack(teller: AnnualTeller): Lack[] {
  const { special, daily } = teller.figures.inspections;
  const lacks: Lack[] = [];
  if (special.overdue + daily.overdue > 0)
    lacks.push({ problem: plain('计划的检查没有全部完成'), step: '补上没有完成的检查' });
  if (special.problems + daily.problems > special.rectified + daily.rectified)
    lacks.push({ problem: plain('检查发现的问题没有全部整改'), step: '对没有整改的问题复查到位' });
  return lacks;
}

/** The lines that most schools are without. */
function checklistLack(teller: AnnualTeller): Lack[] {
  const lines = teller.figures.checklist.groups.flatMap(({ items }, group) =>
    items.map(({ title, no }, item) => ({
      title,
      without: no.length,
      path: `checklist.groups.${group}.items.${item}.no.length`,
    })),
  );
  const worst = lines
    .filter(({ without }) => without > 0)
    .sort((a, b) => b.without - a.without)
    .slice(0, mostItems);
  if (worst.length === 0) return [];
  const named = worst.map(({ title, path }) => told`“${title}”${teller.number(path)}校`);
  return [
    {
      problem: told`“四个落实”还有填“无”的，较多的项目是${joined(named, '、')}`,
      step: '对照清单督促“四个落实”还有“无”的学校抓紧落实',
    },
  ];
}

function summariesLack(teller: AnnualTeller): Lack[] {
  const { summaries } = teller.figures;
  if (summaries === null || summaries.done >= summaries.expected) return [];
  return [{ problem: plain('年度总结没有收齐'), step: '督促没有交年度总结的学校补交' }];
}
