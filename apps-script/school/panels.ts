import { type Finding, findingMessage, type Severity, severityTitles } from '../../schemas/finding.ts';
import { fieldTitle } from '../../schemas/form.ts';
import { cellAddress } from '../../schemas/grid.ts';
import type { PlacedField } from '../../schemas/layout.ts';
import { dayTitle } from '../../schemas/periods.ts';
import { countWords } from '../../schemas/text.ts';
import type { Panel, PanelGroup, PanelItem } from '../shared/panel.ts';
import type { Looked, ReportInSheet } from './read-report.ts';

const tones = { error: 'bad', query: 'warn', note: 'quiet' } as const satisfies Record<Severity, PanelItem['tone']>;
const severities: readonly Severity[] = ['error', 'query', 'note'];
const restOfRules =
  '这里只查这张表自己看得出的问题。和上个月、学校名册、别的校比较的，以及文字里的姓名等个人信息，要等系统下次校验，以校验结果为准。';

/** A panel about a report; the polite line where there is none to look at. */
function about(looked: Looked, make: (report: ReportInSheet) => Panel): Panel {
  if ('sorry' in looked) return { lead: [looked.sorry], groups: [], buttons: [] };
  const { lead, groups, buttons } = make(looked);
  return { lead: [...looked.cautions, ...lead], groups, buttons };
}

function group(title: string, items: readonly PanelItem[]): readonly PanelGroup[] {
  return items.length === 0 ? [] : [{ title: `${title}（${items.length}）`, items }];
}

/** 校验本表: every finding with where it is and how to mend it, the worst first. */
export function checkPanel(looked: Looked): Panel {
  return about(looked, (report) => {
    const { findings } = report;
    const count = (severity: Severity): number => findings.filter((it) => it.severity === severity).length;
    const sum = severities.filter((it) => count(it) > 0).map((it) => `${severityTitles[it]} ${count(it)} 项`);
    return {
      lead: [
        findings.length === 0 ? '这张表自己看不出问题。' : `查到${sum.join('，')}。点一项就到那个格子。`,
        restOfRules,
      ],
      groups: severities.flatMap((severity) =>
        group(
          severityTitles[severity],
          findings.filter((it) => it.severity === severity).map((it) => findingItem(report, it)),
        ),
      ),
      buttons: [{ words: '再查一次', call: 'checkSheet' }],
    };
  });
}

function findingItem(report: ReportInSheet, finding: Finding): PanelItem {
  const { code, cell, severity } = finding;
  const placed = placedFields(report).find(
    ({ form, field }) => form.key === finding.form && field.key === finding.field,
  );
  return {
    head: headOf(cell, placed),
    body: findingMessage(finding),
    tone: tones[severity],
    code,
    goTo: cell,
  };
}

/** `《自查表》B4 学生数`. */
function headOf(cell: string, placed: PlacedField | undefined): string {
  const bang = cell.lastIndexOf('!');
  return `《${cell.slice(0, bang)}》${cell.slice(bang + 1)} ${placed ? fieldTitle(placed.field) : ''}`;
}

function placedFields({ plans }: ReportInSheet): readonly PlacedField[] {
  return plans.flatMap(({ targets }) => targets.map(({ placed }) => placed));
}

function cellOf({ tab, input }: PlacedField): string {
  return cellAddress({ sheet: tab, row: input.row, column: input.column });
}

/** 字数统计: each text with a limit, counted as Word and WPS do (S99, S100). */
export function wordsPanel(looked: Looked): Panel {
  return about(looked, (report) => {
    const items = placedFields(report).flatMap((placed): PanelItem[] => {
      const { field, form } = placed;
      const found = report.reading.found[`${form.key}_${field.key}`];
      if (field.maxWords === undefined || !found) return [];
      const words = countWords(String(found.raw ?? ''));
      const excess = words - field.maxWords;
      return [
        {
          head: `${excess > 0 ? '超出：' : ''}${fieldTitle(field)} ${words}／${field.maxWords} 字`,
          body: excess > 0 ? `超出 ${excess} 字，请压缩。` : `还可以写 ${-excess} 字。`,
          tone: excess > 0 ? 'bad' : 'good',
          goTo: cellOf(placed),
        },
      ];
    });
    return {
      lead: ['按 Word 和 WPS 的“字数”计算：一个汉字或标点算一字，一串字母或数字算一字。'],
      groups: group('有字数限制的栏目', items),
      buttons: [{ words: '再数一次', call: 'countWordsOfSheet' }],
    };
  });
}

/** 填报说明: what belongs in each blank, tab by tab. */
export function helpPanel(looked: Looked): Panel {
  return about(looked, ({ plans, rules }) => ({
    lead: [
      ...(rules.facts
        ? [`统计区间：${dayTitle(rules.facts.window.from)}—${dayTitle(rules.facts.window.through)}。`]
        : []),
      '只填有底色的格子；没有发生事件也要报，件数填 0。点一项就到那个格子。完整的说明在第一张表《填报说明》。',
    ],
    groups: plans.map(({ tab, targets }) => ({
      title: `《${tab.name}》`,
      items: targets
        .filter(({ placed: { field } }) => !field.given)
        .map(({ placed }) => ({
          head: fieldTitle(placed.field),
          body: placed.field.help,
          tone: 'quiet' as const,
          goTo: cellOf(placed),
        })),
    })),
    buttons: [],
  }));
}

/** 签报检查: what is still missing before the month's report counts. */
export function signingPanel(looked: Looked): Panel {
  return about(looked, (report) => {
    const monthly = report.rules.monthly.map(({ key }) => key);
    const errors = report.findings.filter(({ form, severity }) => severity === 'error' && monthly.includes(form));
    const unsigned = placedFields(report).filter(
      ({ field, form }) =>
        field.signs !== undefined && monthly.includes(form.key) && isEmpty(report, `${form.key}_${field.key}`),
    );
    const ready = errors.length === 0 && unsigned.length === 0 && report.cautions.length === 0;
    return {
      lead: [
        ready
          ? '填的、签的都齐了。系统下次校验后就算报送，联络人和校长会收到回执。'
          : '还差下面这些，都齐了才算报送。点一项就到那个格子。',
        ...(ready ? [restOfRules] : []),
      ],
      groups: [
        ...group(
          severityTitles.error,
          errors.map((it) => findingItem(report, it)),
        ),
        ...group(
          '待签',
          unsigned.map((placed) => ({
            head: headOf(cellOf(placed), placed),
            body: placed.field.help,
            tone: 'warn' as const,
            goTo: cellOf(placed),
          })),
        ),
      ],
      buttons: [{ words: '再查一次', call: 'checkSigning' }],
    };
  });
}

function isEmpty({ reading }: ReportInSheet, key: string): boolean {
  const found = reading.found[key];
  return found !== undefined && (found.raw === null || String(found.raw).trim() === '');
}
