import { playerOf } from './cast.ts';
import { inForce } from './expected-figures.ts';
import { expectedIn } from './expected-letters.ts';
import { rowOn } from './life.ts';
import { lives } from './registers.ts';
import { saves } from './reports.ts';
import { educationOf, lacksOf } from './school-hand.ts';

/** The morning on which the scores of 2018 are made public. */
const published = '2018-09-28';

/** Indicators of 评分办法 with their full marks, as `init` writes them. */
const fullMarks: Readonly<Record<string, number>> = {
  领导小组: 5,
  规章制度: 10,
  制度文件: 10,
  按时报送: 10,
  核实答复: 5,
  法治副校长: 5,
  年度总结: 5,
  日常监管: 10,
  课程开设: 5,
  专项调查: 5,
  督学整改: 5,
  学生主题教育: 6,
  教师专题培训: 4,
  家长主题讲座: 4,
  宣传形式: 4,
  宣传氛围: 2,
  实地察看: 5,
};

/** A school's points by indicator; null where nobody can tell yet. */
export type PointsOf = Readonly<Record<string, number | null>>;

/** The points of every school, counted once more with a pencil. No incident is in any of them. */
export function countedScores(): ReadonlyMap<string, PointsOf> {
  return new Map(expectedIn('2018-09').map((school) => [school, pointsOf(school)]));
}

/** Of a hundred, over what has data, to a tenth. */
export function totalOf(points: PointsOf): number {
  const known = Object.entries(points).flatMap(([name, given]) =>
    given === null ? [] : [[given, fullMarks[name] ?? 0] as const],
  );
  const [given, full] = known.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  return Math.round(Number(((given / full) * 1000).toPrecision(12))) / 10;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

function pointsOf(school: string): PointsOf {
  const reports = (['2018-08', '2018-09'] as const).map((period) => ({
    period,
    save: inForce(school, period, `${published}T09:00`),
  }));
  const newest = reports.findLast(({ save }) => save);
  const without = newest?.save ? lacksOf(newest.save) : [];
  const share = (keys: readonly string[]): number => keys.filter((key) => !without.includes(key)).length / keys.length;
  const inTime = reports.filter(({ period, save }) => save && save.at.slice(0, 10) <= `${period}-25`).length;
  const late = reports.filter(({ save }) => save).length - inTime;
  const trained = reports.some(({ period, save }) => save && educationOf(playerOf(school), period).training > 0);
  const rows = (tab: string) => rowsOf(tab, school);
  const counted: PointsOf = {
    领导小组: 5,
    规章制度: tenth(
      10 *
        share([
          'ruleInAnnualPlan',
          'ruleStaffDuties',
          'ruleEmergencyPlan',
          'ruleProcess',
          'ruleDiscipline',
          'ruleLegalAdviser',
        ]),
    ),
    // Seven kinds are needed.
    制度文件: tenth((10 * new Set(rows('学校文件').map(({ 类别 }) => 类别)).size) / 7),
    按时报送: tenth((10 * Math.round((100 * (inTime + late / 2)) / reports.length)) / 100),
    核实答复: 5,
    法治副校长: rows('法治副校长').length > 0 ? 5 : 0,
    年度总结: saves.some((it) => it.school === school && it.summed && it.at <= `${published}T09:00`) ? 5 : 0,
    日常监管: tenth(
      10 *
        share([
          'dailyHotlinePublished',
          'dailyInspectorOversight',
          'dailyRiskPatrol',
          'dailyCounselling',
          'dailySpecialStudentFiles',
        ]),
    ),
    // Nobody was surveyed or checked in its terms yet.
    课程开设: null,
    专项调查: null,
    督学整改: mended(rows('督学检查')),
    // The term has only begun: who has done its part has it, of others nobody can tell.
    学生主题教育: reports[1]?.save ? 6 : null,
    教师专题培训: trained ? 4 : 0,
    家长主题讲座: 0,
    宣传形式: rows('活动宣传').length > 0 ? 1 : 0,
    宣传氛围: 2,
    实地察看: null,
  };
  const seen = rows('实地评分').map(({ 指标, 得分 }) => [String(指标), Number(得分)]);
  return { ...counted, ...Object.fromEntries(seen) };
}

/** Every problem of the special inspection was mended in time by then, or its time still runs. */
function mended(visits: ReturnType<typeof rowsOf>): number | null {
  const [visit] = visits;
  if (!visit || (Number(visit.问题数) > 0 && visit.整改完成 === undefined)) return null;
  return 5;
}

function rowsOf(tab: string, school: string) {
  return lives.flatMap((life) => {
    const row = life.tab === tab ? rowOn(life, published) : undefined;
    return row?.学校编码 === school ? [row] : [];
  });
}
