import { monthlyForms } from '../../schemas/forms.ts';
import { monthlyReport } from '../../schemas/monthly-report.ts';
import { countsOf, worstFirst } from './letter-findings.ts';
import type { LetterBlank, LetterFinding, Missing, OverdueItem } from './plan.ts';
import type { WordsFinding, WordsSection } from './words.ts';

type Mending = Pick<WordsSection, 'steps' | 'findingsTitle' | 'findings' | 'more'>;

const signed = '负责人审核后，填好签报栏（签名和日期）';
const noFindings = { findingsTitle: '', findings: [], more: '' };

/** What a report still lacks, as the end of a sentence: 示例小学2018年9月报表……. */
export function missingPhrase(missing: Missing): string {
  switch (missing.is) {
    case 'notStarted':
      return '还没有填写';
    case 'inProgress':
      return '还没有填完';
    case 'invalid': {
      const errors = missing.findings.filter(({ severity }) => severity === 'error').length;
      return errors === 0 ? '还有要改正的地方' : `有 ${errors} 处要改正`;
    }
    case 'unreadable':
      return '读不出来，请重新保存';
    case 'mixedUp':
      return '对不上学校或月份，请核对';
    case 'returned':
      return '已退回，请修改';
    case 'unsigned':
      return missing.blanks.length === 0 ? '已经填对，还没有签报' : `已经填对，只差 ${missing.blanks.length} 个签报栏`;
    case 'notInPlace':
      return `还有 ${missing.blanks.length} 项没有落实`;
  }
}

/** How a filled workbook comes back by mail. */
export function sendBackStep(replyTo: string): string {
  const how =
    replyTo === '' ? '把这个文件发给安全科（地址请打下面的电话问）' : '回复这封邮件，把这个文件作为附件发回来';
  return `存成 .xlsx 文件（不要存成 .xls、PDF，也不要拍照），${how}。`;
}

/** The blanks to fill, in one sentence: 填好《自查表》《月报表》……. */
export function fillSentence(forms: readonly string[]): string {
  const names = forms.map((name) => `《${name}》`).join('');
  // Only the monthly report counts incidents, and a blank there is the commonest mistake of all.
  const zero = forms.includes(monthlyReport.name) ? '；没有发生欺凌事件的，事件数请填 0，不要留空' : '';
  return `填好${names}${zero}。`;
}

/** What is left to do in a spreadsheet that saves itself. */
export const savedStep = '填好就可以关掉网页：内容自动保存，系统会自动再读一次，不用另外发送。';

/** Who looks at it before it goes. */
export const signStep = `${signed}。`;

/** Exactly what to do next, and the worst findings where there are any. */
export function mending(item: OverdueItem, atMost: number, replyTo: string): Mending {
  const { missing } = item;
  const forms = item.obligation?.forms ?? monthlyForms.map(({ name }) => name);
  const send = item.byMail
    ? sendBackStep(replyTo)
    : item.online
      ? savedStep
      : '保存并关闭。系统会自动再读一次，不用另外发送。';
  const open = item.online ? '打开上面的链接' : '打开报表';
  switch (missing.is) {
    case 'notStarted':
      return { ...noFindings, steps: [`${open}，${fillSentence(forms)}`, signStep, send] };
    case 'inProgress':
      return {
        ...listed(missing.findings, item.allFindings, atMost),
        steps: [`${open}，接着填空着的栏目，${fillSentence(forms)}`, signStep, send],
      };
    case 'invalid':
      return {
        ...listed(missing.findings, item.allFindings, atMost),
        steps: [...mendSteps(missing.findings, open), '确认签报栏（签名和日期）都已填好。', send],
      };
    case 'unreadable':
    case 'mixedUp':
      return { ...noFindings, steps: [halvesOf(missing.why).todo, ...(item.byMail ? [send] : [])] };
    case 'returned':
      return { ...noFindings, steps: [returnedStep(missing.reason, open), send] };
    case 'unsigned':
      return {
        ...noFindings,
        steps: [`${open}，请负责人审核后填好：${blanksList(missing.blanks)}。`, send],
      };
    case 'notInPlace':
      return {
        findingsTitle: `还没有落实的 ${missing.blanks.length} 项`,
        findings: missing.blanks.map((blank) => notInPlace(blank, missing.saidIn)),
        more: '',
        steps: missing.taken
          ? [
              '这个月的报表已经报过，请不要再改它：改了会记为补报。',
              '看下面这几项：落实了的，请在下一份报表里填“有（√）”，也可以先打下面的电话告诉我们。',
              '还没有落实的，请抓紧；有困难，也请打电话。',
            ]
          : [`${open}，看下面这几项：落实了的，填“有（√）”。`, '还没有落实的，请抓紧；有困难，请打下面的电话。', send],
      };
  }
}

/** What was found in a file that could not be read or taken, apart from what to do about it; nothing for other reports. */
export function foundFacts(missing: Missing): WordsSection['facts'] {
  if (missing.is !== 'unreadable' && missing.is !== 'mixedUp') return [];
  const { found } = halvesOf(missing.why);
  return found === '' ? [] : [{ name: '读到的情况', value: found }];
}

/** An explanation says first what was found, then, from its first 请 on, what to do. */
function halvesOf(why: string): { readonly found: string; readonly todo: string } {
  const cut = why.search(/(?<=[。：])请/);
  return cut <= 0 ? { found: '', todo: why } : { found: why.slice(0, cut).replace(/：$/, '。'), todo: why.slice(cut) };
}

function notInPlace(
  { blank, place, answer }: LetterBlank & { readonly answer: string },
  saidIn: string | undefined,
): WordsFinding {
  const filled = saidIn === undefined ? '现在填的' : `${saidIn}填的`;
  const message = answer === '' ? '这一项还没有填。' : `${filled}是“${answer}”。`;
  return { severity: 'note', label: '请落实', blank, place, message };
}

function blanksList(blanks: readonly LetterBlank[]): string {
  if (blanks.length === 0) return '签报栏（签名和日期）';
  return blanks.map(({ blank, place }) => `${blank}（${place}）`).join('、');
}

function mendSteps(findings: readonly LetterFinding[], open: string): string[] {
  const asked = findings.some(({ severity }) => severity === 'query');
  return [
    `${open}，改正下面标“必须改正”的地方。`,
    ...(asked ? ['标“请核实或说明”的，请核对；数字属实的，在那一行的“说明”栏写一句原因就可以，不影响报送。'] : []),
  ];
}

function returnedStep(reason: string, open: string): string {
  return reason === '' ? `${open}，按退回的原因修改。` : `${open}修改。退回的原因：${reason}`;
}

function listed(findings: readonly LetterFinding[], allFindings: string, atMost: number): Omit<Mending, 'steps'> {
  if (findings.length === 0) return noFindings;
  const rest = findings.length - atMost;
  const where = allFindings === '' ? '没有列在这封信里' : `请看${allFindings}`;
  return {
    findingsTitle: `${countsOf(findings)}${rest > 0 ? `，先列 ${atMost} 处` : ''}`,
    findings: worstFirst(findings, atMost),
    more: rest > 0 ? `还有 ${rest} 处，${where}。` : '',
  };
}
