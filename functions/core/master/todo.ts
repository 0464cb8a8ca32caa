import { type Form, fieldTitle } from '../../../schemas/form.ts';
import { findField } from '../../../schemas/forms.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { openQueries } from './explanations.ts';
import type { MasterRow, MasterView } from './master-view.ts';
import { deadlineTitle } from './times.ts';
import { bulletinGroups } from './todo-bulletins.ts';
import { dutyGroups } from './todo-duties.ts';
import type { TodoGroup } from './todo-group.ts';
import { isReached, letterGroups, stoppedPost } from './todo-letters.ts';
import { supervisionGroups } from './todo-supervision.ts';

/** What a section does first, in the order of urgency; a school's report stands in the first group of calls that fits. */
export function todoGroups(view: MasterView): readonly TodoGroup[] {
  const open = view.rows.filter(({ state }) => state !== 'locked');
  const calls = callGroups(view, open);
  const groups: TodoGroup[] = [
    stoppedPost(view),
    { title: '要注意', hint: '', sign: '▲', tone: 'bad', items: view.warnings.map((say) => ({ say })) },
    {
      title: '报告了构成刑事的案件',
      hint: '打电话核实，决定是否列入督办',
      sign: '▲',
      tone: 'bad',
      items: open
        .filter((row) => row.findings.some(({ finding }) => finding.code === 'A3-CRIM') && !isDecided(view, row))
        .map((row) => ({ row, say: criminalWords(row) })),
    },
    ...calls,
    ...dutyGroups(view),
    ...supervisionGroups(view),
    {
      title: '请判断的疑问',
      hint: '学校还没有写清说明；认为合理的，在区级设置《豁免》登记，不合理的，打电话或在《退回》登记',
      sign: '●',
      tone: 'warn',
      items: open.flatMap((row) => {
        const queries = openQueries(row);
        return queries.length === 0 ? [] : [{ row, say: findingWords(view.forms, queries) }];
      }),
    },
    {
      title: '定稿后又改了的报表',
      hint: '见《变更记录》；要采用的，在区级设置《延期》给这所学校新的截止日，不采用的请告诉学校',
      sign: '■',
      tone: 'warn',
      items: view.rows.flatMap((row) =>
        row.changedClosed ? [{ row, say: `定稿后改了 ${row.changedClosed.blanks} 栏，没有计入。` }] : [],
      ),
    },
    ...letterGroups(view),
    ...bulletinGroups(view.bulletins),
  ];
  return groups.filter(({ items }) => items.length > 0);
}

/** True where the section decided about the crime that a report tells of: it is under supervision, or will not be. */
function isDecided({ supervision }: MasterView, { school, period }: MasterRow): boolean {
  const figure = `${period}/incidentsCriminal/${school.code}`;
  return (supervision?.proposals ?? []).some(
    ({ settled, sources }) => settled !== undefined && sources[0]?.words === figure,
  );
}

const callKinds = [
  { kind: 'unreadable', title: '报表读不了', hint: '打电话，请核对后重新存一份放进来', sign: '▲', tone: 'bad' },
  { kind: 'overdue', title: '逾期未报', hint: '打电话', sign: '▲', tone: 'bad' },
  { kind: 'returned', title: '已退回，还没有重报', hint: '打电话', sign: '◆', tone: 'warn' },
  { kind: 'invalid', title: '有误，等学校改正', hint: '学校已收到校验结果，打电话帮着改', sign: '▲', tone: 'warn' },
  { kind: 'unsigned', title: '内容无误，只等签名', hint: '请学校补填签报栏', sign: '△', tone: 'warn' },
  { kind: 'noAddress', title: '没有邮箱，或邮箱都联系异常', hint: '打电话提醒截止时间', sign: '○', tone: 'accent' },
] as const;

type CallKind = (typeof callKinds)[number]['kind'];

function callGroups(view: MasterView, open: readonly MasterRow[]): TodoGroup[] {
  const due = new Map(view.periods.map(({ period, window }) => [period, window.due]));
  const kinds = open.map((row) => ({ row, kind: callKind(view, row) }));
  return callKinds.map(({ kind, title, hint, sign, tone }) => ({
    title,
    hint,
    sign,
    tone,
    items: kinds
      .filter((it) => it.kind === kind)
      .map(({ row }) => ({ row, say: callWords(view.forms, row, kind, row.due ?? due.get(row.period) ?? '') })),
  }));
}

function callKind(view: MasterView, row: MasterRow): CallKind | undefined {
  if (row.failure !== '') return 'unreadable';
  if (row.timeliness === 'overdue') return 'overdue';
  if (row.state === 'returned' || row.state === 'invalid' || row.state === 'unsigned') return row.state;
  return row.source !== 'accepted' && !isReached(view, row.school) ? 'noAddress' : undefined;
}

function callWords(forms: readonly Form[], row: MasterRow, kind: CallKind, due: string): string {
  const until = `${deadlineTitle(due)} 截止`;
  const changed = kind === 'returned' ? '' : '，后来又有改动';
  const before = row.version > 0 ? `第${row.version}版已报${changed}。` : '';
  switch (kind) {
    case 'unreadable':
      return `${until}。${row.failure.replace(/^([^。]*。).*$/su, '$1')}`;
    case 'overdue':
      return `${until}。${before}${lacking(forms, row)}`;
    case 'returned':
    case 'invalid':
      return `${before}${lacking(forms, row)}`;
    case 'unsigned':
      return `${before}${until}。${lacking(forms, row)}`;
    case 'noAddress':
      return `${until}。${lacking(forms, row)}`;
  }
}

/** What keeps a report from being one, in words for a telephone call. */
function lacking(forms: readonly Form[], row: MasterRow): string {
  const errors = row.findings.map(({ finding }) => finding).filter(({ severity }) => severity === 'error');
  switch (row.state) {
    case 'notStarted':
      return '还没有填。';
    case 'inProgress':
      return `正在填，还差：${blankNames(forms, errors)}`;
    case 'invalid':
      return `${errors.length} 处必须改正：${blankNames(forms, errors)}`;
    case 'returned':
      return `已退回${row.returnReason ? `：${row.returnReason}` : '，请学校修改后重报。'}`;
    case 'unsigned':
      return `没有签的：${unsignedBlanks(forms, row)}`;
    case 'submitted':
    case 'locked':
      return '已报送。';
  }
}

function unsignedBlanks(forms: readonly Form[], row: MasterRow): string {
  const blanks = forms.flatMap((form) =>
    form.tabs.flatMap((tab) =>
      tab.rows.flatMap((line) =>
        (line.fields ?? [])
          .filter(({ key, signs }) => signs && row.values[`${form.key}_${key}`]?.value === null)
          .map((field) => `《${form.name}》${fieldTitle(field)}`),
      ),
    ),
  );
  // Where an accepted version is shown, the unsigned reading after it is not in the view.
  return row.source === 'accepted' || blanks.length === 0 ? '请看报表的签报栏。' : `${blanks.join('、')}。`;
}

type Found = MasterRow['findings'][number]['finding'];

function blankNames(forms: readonly Form[], findings: readonly Found[]): string {
  const names = [...new Set(findings.map((finding) => blankName(forms, finding)))].filter((name) => name !== '');
  const rest = names.length > 4 ? `等 ${names.length} 栏` : '';
  return `${names.slice(0, 4).join('、') || '请看报表'}${rest}。`;
}

function blankName(forms: readonly Form[], finding: Found): string {
  const field = findField(forms, finding.form, finding.field);
  return field ? fieldTitle(field) : finding.field;
}

function findingWords(forms: readonly Form[], findings: readonly Found[]): string {
  const shown = findings.slice(0, 2).map((finding) => `${blankName(forms, finding)}：${finding.found}`);
  return findings.length > shown.length
    ? `${shown.join('　')}　共 ${findings.length} 处，见《${masterTabs.findings}》。`
    : shown.join('　');
}

function criminalWords(row: MasterRow): string {
  const found = row.findings.find(({ finding }) => finding.code === 'A3-CRIM');
  return found?.finding.found ?? '';
}
