/** Surnames that hardly ever begin another word: what follows need not look like a name. */
const pure =
  '王李张刘陈杨赵吴徐孙朱郭罗梁宋郑谢韩唐冯董萧曹袁邓许傅沈彭吕苏卢蒋蔡贾魏薛阎潘杜姜姚谭廖邹熊陆郝崔邱秦侯邵孟尹黎樊殷陶翟倪芦俞聂邢岳祁牟詹靳臧闫肖';

/** Surnames that are words too, but seldom stand where a name is expected. */
const usual =
  '羊黄周胡林何高马程丁叶余戴夏钟汪田任范方石金孔白康毛江史顾龙段雷钱汤易武乔贺赖龚庞兰施洪颜严牛季章鲁葛伍韦申尤毕焦柳齐梅莫庄辛祝涂谷舒耿卜苗凌费纪盛童欧甄阳裴屈鲍覃霍翁隋甘景薄柏宁柯阮桂闵柴冉辜吉饶刁瞿戚丘米池滕晋苑邬苟褚廉娄符奚木穆燕郎邸冀姬屠郜晏栾郁蒙窦迟敖糜鄢卓花仇艾蓝巩虞卞竺冼楚佟栗匡鞠僧桑荆谌沙岑胥蔺侍亓逄晁丛荣祖逯阚訾綦厉戎蒲邰骆缪裘荀储嵇隗郗郦阙蒯桓湛狄禹贲宓茹邝郏濮扈璩寇麦佘仝鹿谯昝皮云元惠支茅贝伏滑贡劳雍庾衡融勾蓟弓郐';

/** Surnames that far more often are a little word or begin a common one: what follows must look like a name. */
const doubtful =
  '盖尚车满支游敖于向时常成万安文平全应关管路单解计明来强华车包房原商古简官保封曲项温乐宇左经银党谈游查席位植司边练喻揭冷稽仲宗巫扬习付连卫畅宫曾海水山国利东双容印怀养步居昌兴富红相展苍闪敬冒信矫';

const doubles = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 司徒 夏侯 端木 南宫 轩辕 百里 东郭 西门 闻人'.split(' '),
);

const doubled = new Set([...doubles].map(([first]) => first));

/** How much a surname says by itself that a name begins here. */
export interface Surname {
  readonly length: 1 | 2;
  readonly weight: 'pure' | 'usual' | 'doubtful';
}

const single = new Map<string, Surname>([
  ...singles(doubtful, 'doubtful'),
  ...singles(usual, 'usual'),
  ...singles(pure, 'pure'),
]);

function singles(characters: string, weight: Surname['weight']): [string, Surname][] {
  return [...characters].map((character) => [character, { length: 1, weight }]);
}

/** The surname that a text has at a place; undefined where it has none. */
export function surnameAt(text: string, at: number): Surname | undefined {
  const character = text[at] ?? '';
  if (doubled.has(character) && doubles.has(text.slice(at, at + 2))) return { length: 2, weight: 'pure' };
  return single.get(character);
}
