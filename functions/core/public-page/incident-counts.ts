/** What a number beside it would count: never on the public page, not even as 0. */
const matter =
  '(?:欺凌|霸凌|欺侮|欺负|欺辱|暴力|事件|案件|刑事|斗殴|打架|伤害|侵害|纠纷|冲突|举报|信访|投诉|来信|来访|申诉|督办|舆情|线索|立案|报警)';

/** 3, 1,200, 12.5, 三, 两, 十余, 数, 多, 几, 若干. */
const numeral = '(?:\\d[\\d,.]*|[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟几数多]+|若干)(?:余|多|来)?';

/** 家校一起防治: together, and no count of one, unless something before it says that it happened. */
const together =
  '(?<!发生|查处|处理|处置|接报|接到|出现|受理|通报|调查|事件|案件|欺凌|霸凌|暴力|举报|投诉|信访|来信|来访|申诉|督办|舆情|事项|有|了|这|那|该|共|计|仅|[〇零一二两三四五六七八九十百千万几数多])一起(?=[防抵反拒守营学参行努携向来做为关共把用从构维保说对阻制遏杜呵支建探走让去，,、。；]|$)';

/** Units of cases; those of sessions and people need more words around them. */
const caseUnit = '(?:件|起|例|宗|桩)';

const kind = '(?:校园|学生|校内|网络|严重|重大|一般|疑似|各类|以上|的)*';
const happening = `${kind}(?:(?:欺凌|霸凌|暴力)?(?:事件|案件|行为)(?!防治|预防|处置|应急|处理|防控|演练)|(?:欺凌|霸凌|暴力)(?=[，。、；]|$))`;
const trend = '(?:同比|环比|下降|上升|减少|增加|增长|降低|减至|增至|降至|升至)';
const counted = '(?:事件|案件|欺凌|霸凌|暴力|举报|投诉|信访|来信|来访|申诉|督办|舆情|线索)';

const patterns: readonly RegExp[] = [
  // 欺凌事件总数为0, 举报量达到12, 发生率2.1%.
  new RegExp(`${counted}(?:总数|总量|件数|数量|数|量|发生率|率)[^，。；]{0,8}?${numeral}`),
  new RegExp(`(?:发生率|发案率|案发率|发案数|发生数)[^，。；]{0,8}?${numeral}`),
  // 案件共3, 事件:5.
  new RegExp(`(?:事件|案件)(?:共计|合计|共|仅|只|为|是|达|有|:|\\()+${numeral}`),
  // 欺凌事件同比下降20%, 举报较去年减少三成.
  new RegExp(`${counted}[^，。；]{0,12}?${trend}[^，。；]{0,6}?(?:${numeral}|一半|过半)`),
  // 发生欺凌3次, 发生2人.
  new RegExp(`发生[^，。；]{0,12}?${numeral}(?:次|人|名|个|项)`),
  // 3次欺凌事件, 两个案件; 3次欺凌防治教育 is none.
  new RegExp(`${numeral}(?:次|个|项)${happening}`),
  // 3名学生被欺凌, 5名涉事学生.
  new RegExp(
    `${numeral}(?:名|个|位)?(?:人|学生|同学|孩子|未成年人|男生|女生)?(?:被|遭|受)到?[^，。；]{0,4}?(?:欺凌|霸凌|欺负|殴打|伤害|侵害|处分|处罚|拘留)`,
  ),
  new RegExp(`${numeral}(?:名|个|位)(?:欺凌者|被欺凌者|受害者|受害人|受害学生|施暴者|涉事|涉案|当事)`),
  // 零发生, 没有发生欺凌: a count of none.
  /零(?:发生|事件|案件|报告|案发|发案|举报|投诉)/,
  /(?:没有|未|无|从未|不曾)(?:再)?(?:发生|出现)(?:过)?[^，。；]{0,10}?(?:欺凌|霸凌|暴力|事件|案件)/,
];

const besideUnit = new RegExp(`${numeral}个?${caseUnit}`);
const aboutMatter = new RegExp(matter);
const togetherEverywhere = new RegExp(together, 'g');

/** True where a text says how many incidents, cases or reports of them there were, in any script, or that there were none. */
export function tellsCounts(text: string): boolean {
  return sentencesOf(text).some((sentence) => {
    const said = sentence.replace(togetherEverywhere, '、');
    if (patterns.some((pattern) => pattern.test(said))) return true;
    return aboutMatter.test(said) && besideUnit.test(said);
  });
}

/** Full width is half width, and gaps within a sentence are gone: people set them between a number and its unit. */
function sentencesOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .split(/[。！？!?;；\n\r]/)
    .map((sentence) =>
      sentence
        .replace(/[\s*_~·]+/gu, '')
        .replaceAll(',', '，')
        .replace(/(?<=\d)，(?=\d{3}(?!\d))/g, ''),
    );
}
