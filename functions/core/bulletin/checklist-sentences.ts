import { pairTitle } from './pair.ts';
import { joined, plain, type Teller, type Told, told } from './told.ts';
import { directionWords, educationNames } from './words.ts';

/** How far the checklist is in place, heading by heading, and what changed against the pair before. */
export function checklistParagraph(teller: Teller): Told {
  const { checklist } = teller.figures.totals;
  const path = 'totals.checklist';
  if (checklist.schools === 0) return plain('没有已报学校，“四个落实”情况无数据。');
  const groups = checklist.groups.map(
    ({ title }, index) =>
      told`${title}${teller.number(`${path}.groups.${index}.items.length`)}项全有的${teller.number(`${path}.groups.${index}.whole`)}校`,
  );
  const names = checklist.groups.some(({ lacking }) => lacking.length > 0)
    ? '还有“无”的学校名单见附件1'
    : '没有填“无”的学校';
  const [reported, expected] = [teller.number(`${path}.schools`), teller.number(`${path}.expected`)];
  return told`按各学校本期最近一次已报的自查表计（应报${expected}校，报过的${reported}校），${joined(groups, '、')}，${names}；${changeTold(teller)}。`;
}

/** Over the schools that reported in both pairs; nothing is said where there is none. */
function changeTold(teller: Teller): Told {
  const { checklist, before } = teller.figures.totals;
  const title = pairTitle(before);
  const compared = checklist.groups.flatMap(({ title: of, change }, index) =>
    change.is === 'compared' ? [{ of, change, path: `totals.checklist.groups.${index}.change` }] : [],
  );
  const [first] = compared;
  if (!first) return plain(`不与${title}比较`);
  const basis = told`与${title}比，按两期都报过的${teller.number(`${first.path}.schools`)}校计`;
  const changed = compared.filter(({ change }) => change.direction !== 'same');
  if (changed.length === 0) return told`${basis}，各项持平`;
  const said = changed.map(
    ({ of, change, path }) =>
      told`${of}全有的由${teller.number(`${path}.before`)}校${directionWords[change.direction]}到${teller.number(`${path}.now`)}校`,
  );
  return told`${basis}，${joined(said, '、')}`;
}

/** Sessions and head-times of both months together; what they cover stands in the annex. */
export function educationParagraph(teller: Teller): Told {
  const { education } = teller.figures.totals;
  const some = Object.values(education).some(({ sum }) => sum !== null);
  if (!some) return plain('没有学校填报教育活动，无数据。');
  const count = (key: string, unit: string): Told => {
    const path = `totals.education.${key}.sum`;
    return education[key as keyof typeof education].sum === null
      ? plain('无数据')
      : told`${teller.number(path)}${unit}`;
  };
  const sessions = educationNames.sessions.map(
    ({ title, times, people }) => told`${title}${count(times, '次')}、参与${count(people, '人次')}`,
  );
  return told`填了这些栏目的学校两个月共开展${joined(sessions, '，')}；${educationNames.activity.title}参与${count(educationNames.activity.people, '人次')}；各数的覆盖见附件1。`;
}
