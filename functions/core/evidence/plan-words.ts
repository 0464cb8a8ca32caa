/** What the plan asks for: where it says so, and in part its words. */
interface Asked {
  readonly at: string;
  readonly words: string;
}

const asks = (at: string, words: string): Asked => ({ at, words });

/**
 * What the plan asks for, by the numbers of the requirements: whoever inspects a district knows the plan and not our
 * numbers.
 */
const asked: Readonly<Record<number, Asked>> = {
  3: asks('', '公开工作机构、办公电话和综合治理方案'),
  4: asks('二', '健全预防、处置学生欺凌的工作机制和规章制度'),
  5: asks('三（一）', '领导小组办公室设在安全科，牵头协调，相关科室按职能做好防治工作'),
  6: asks('三（一）', '办公室：网络舆情处置，及时回应社会关切'),
  7: asks('三（一）', '办公室：协调安排相关工作会议和督查督办事项'),
  8: asks('三（一）', '督导办：纳入对学校管理工作督导评估体系'),
  9: asks('三（一）', '督导办：组织责任督学开展专项督导'),
  10: asks('三（一）', '教研室：课题研究，指导心理咨询和健康教育'),
  11: asks('三（一）', '基教科：对学习困难生、单亲家庭学生、留守儿童的关爱和帮扶'),
  12: asks('三（一）', '基教科：开齐开足安全教育课、法治教育课、心理健康教育课'),
  13: asks('三（一）', '基教科：落实《中小学生守则（2015年修订）》，加强校规校纪教育管理'),
  14: asks('三（一）', '职成科：民办（职业）学校学生欺凌事件的调查处理'),
  15: asks('三（一）', '人事科：纳入校长和教师培训计划'),
  16: asks('三（一）', '安全科：邀请公安、司法等部门到学校开展法治教育'),
  17: asks('三（一）', '安全科：调查处理中小学生欺凌和暴力事件，协调做好善后工作'),
  19: asks('三（一）', '学校：成立领导小组，明确负责人和联系人'),
  20: asks('三（一）', '学校：实施方案，各项措施、预案、制度规范和处置流程'),
  21: asks('三（一）', '学校：开展宣传教育活动，及时妥善处理学生欺凌事件'),
  22: asks('三（二）', '法治副校长或法治辅导员的工作职责和具体任务'),
  23: asks('三（二）', '早期预警、事中处理及事后干预的具体流程'),
  24: asks('三（二）', '校规校纪中明确不同程度欺凌情形的处罚规定'),
  25: asks('三（三）', '每学期至少开展一次学生欺凌专题教育'),
  26: asks('三（三）', '针对全体学生的防治学生欺凌专项调查'),
  27: asks('三（三）', '及时查找苗头迹象和已经发生、正在发生的欺凌事件'),
  28: asks('三（四）', '细化调查处理、判定严重程度、教育惩戒、安抚保护的流程和办法'),
  29: asks('三（四）', '细化欺凌事件处理申诉和复查程序'),
  30: asks('三（四）', '对欺凌事件及处置情况建立专门档案'),
  31: asks('三', '“四个落实”各项内容于8月底前完成'),
  32: asks('四（一）', '对全区中小学生欺凌事件开展舆情监测'),
  33: asks('四（一）', '每两个月通报一次各学校学生欺凌事件发生情况'),
  34: asks('四（一）', '各学校建立学生欺凌舆情监测通报制度'),
  35: asks('四（一）', '实时掌握欺凌事件发生情况并填报自查表和月报表'),
  36: asks('四（二）', '对社会反映强烈、群众来信来访、久拖不决及重大欺凌事件进行重点督办'),
  37: asks('四（二）', '及时妥善核查、处置、整改'),
  39: asks('四（二）', '建立学生欺凌事件督办制度'),
  41: asks('四（三）', '9月上旬对各学校工作开展情况进行专项督导'),
  42: asks('四（三）', '重点检查工作机制、工作责任、日常管理措施、综合治理工作成效'),
  43: asks('四（三）', '专项督导成绩纳入学校安全工作年度考核'),
  44: asks('四（四）', '对照“四个落实”总结经验、查找不足、提出改进措施'),
  45: asks('四（四）', '本单位落实年行动总结于9月25日前书面报安全科'),
  46: asks('四（四）', '综合舆情监测、定期通报、事件督办、实地督导等情况评估总结'),
  47: asks('四（四）', '形成全区中小学生欺凌防治督导评估报告'),
  48: asks('四（五）', '公开防治工作信息（工作机构名称、办公电话、实施方案）'),
  49: asks('四（五）', '发布政策文件、工作动态、先进典型等信息，接受公众监督'),
  50: asks('四（六）', '推广经验、发放指导手册、“致学生家长一封信”、编制文艺作品等宣传活动'),
  51: asks('四', '结合实际制定工作方案'),
  52: asks('附件1', '领导小组，办公室设在安全科'),
  101: asks('附件2', '每月25日前与月报表一同报送'),
};

/** `S6、S32`, `S36—S39` as the plan has them, by its sections; numbers of which its body says nothing are left out. */
export function planWords(serves: string): string {
  const sections = new Map<string, string[]>();
  for (const number of numbersIn(serves)) {
    const ask = asked[number];
    if (ask) sections.set(ask.at, [...(sections.get(ask.at) ?? []), ask.words]);
  }
  return [...sections].map(([at, words]) => `${at === '' ? '' : `${at} `}${words.join('；')}`).join('\n');
}

function numbersIn(serves: string): readonly number[] {
  return serves.split('、').flatMap((part) => {
    const [first = Number.NaN, last = first] = [...part.matchAll(/S(\d+)/g)].map(([, number]) => Number(number));
    return Array.from({ length: last - first + 1 || 0 }, (_, index) => first + index);
  });
}
