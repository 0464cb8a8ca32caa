import { defineForm, type Field, type Row } from './form.ts';

/** One line of the checklist: 有（  ）无（  ）, exactly one of which is ticked. */
function tickRow<const K extends string, const H extends string>(
  key: K,
  source: string,
  head: H,
  label: string,
  short: string,
  help: string,
) {
  return {
    // A label of more than 22 characters takes two lines of its column.
    height: label.length > 22 ? 32 : 24,
    heads: { A: head },
    fields: [{ key, source, label, short, kind: 'tick', required: true, help, labelAt: 'B', at: 'C:F' }],
  } as const satisfies Row;
}

/** One line of 专题教育: （ ）次 参与（ ）人, two blanks whose numbers go together. */
function sessionsRow<const T extends string, const P extends string>(
  times: T,
  people: P,
  source: string,
  label: string,
  who: string,
) {
  const timesField = {
    key: times,
    source,
    label,
    short: `${label}·次数`,
    kind: 'count',
    unit: '次',
    required: true,
    help: '本月开展的次数，只填数字；没有开展请填 0。',
    labelAt: 'B',
    at: 'C',
  } as const satisfies Field;
  const peopleField = {
    key: people,
    source,
    label,
    short: `${label}·人次`,
    kind: 'count',
    unit: '人',
    required: true,
    help: `本月参加的${who}人次（一人参加两次算 2），只填数字；没有开展请填 0。`,
    at: 'E',
  } as const satisfies Field;
  return {
    height: 24,
    heads: { A: '专题教育' },
    texts: [
      { at: 'D', text: '次 参与', style: 'plain' },
      { at: 'F', text: '人', style: 'plain' },
    ],
    fields: [timesField, peopleField],
  } as const satisfies Row;
}

const tickHelp = '点右侧箭头选一项，或在括号里打“√”。有、无只能选一项。';

/** 附件2 自查表 (S53–S76). Column G is 说明. */
export const selfCheck = defineForm({
  key: 'selfCheck',
  name: '自查表',
  edition: 1,
  codes: { required: 'A2-REQ', count: 'A2-REQ', words: 'A2-LEN' },
  tabs: [
    {
      name: '自查表',
      widths: [13, 40, 9, 9, 9, 9, 20],
      rows: [
        { height: 38, texts: [{ at: 'A:F', text: '{campaign}自查表', style: 'title' }] },
        {
          height: 28,
          fields: [
            {
              key: 'schoolId',
              source: 'S53',
              label: '学校（盖章）：',
              kind: 'ref',
              given: true,
              help: '发表时已填好，请不要改动。',
              labelAt: 'A',
              at: 'B',
            },
            {
              key: 'principalSign',
              source: 'S54',
              label: '主要负责人（签字）：',
              kind: 'name',
              signs: 'person',
              help: '审核无误后填写主要负责人姓名；四处签报栏都填好才算报送。',
              labelAt: 'C:D',
              at: 'E:F',
            },
          ],
        },
        { height: 20, texts: [{ at: 'A:F', text: '{window}', style: 'line' }] },
        {
          height: 26,
          fields: [
            {
              key: 'studentCount',
              source: 'S55',
              label: '学生数（人）',
              kind: 'count',
              unit: '人',
              required: true,
              carry: true,
              help: '在校学生总数，只填数字。',
              labelAt: 'A',
              at: 'B',
            },
            {
              key: 'teacherCount',
              source: 'S56',
              label: '教师数（人）',
              kind: 'count',
              unit: '人',
              required: true,
              carry: true,
              help: '在岗教师总数，只填数字。',
              labelAt: 'C:D',
              at: 'E:F',
            },
          ],
        },
        {
          height: 26,
          fields: [
            {
              key: 'liaisonName',
              source: 'S57',
              label: '联 络 人',
              kind: 'name',
              required: true,
              carry: true,
              help: '负责填报本表、接听电话的老师姓名。',
              labelAt: 'A',
              at: 'B',
            },
            {
              key: 'liaisonPhone',
              source: 'S58',
              label: '联系电话',
              kind: 'phone',
              required: true,
              carry: true,
              help: '11 位手机号，或“区号-号码”，例如 0539-1234567。',
              labelAt: 'C:D',
              at: 'E:F',
            },
          ],
        },
        {
          height: 24,
          texts: [
            { at: 'A', text: '项    目', style: 'head' },
            { at: 'B', text: '内    容', style: 'head' },
            { at: 'C:F', text: '完成情况', style: 'head' },
          ],
        },
        tickRow('orgLeadingGroup', 'S59', '组织建构', '学生欺凌综合治理工作领导小组', '欺凌治理领导小组', tickHelp),
        tickRow(
          'ruleInAnnualPlan',
          'S60',
          '规章制度',
          '将防治“校园欺凌”教育纳入学校年度工作计划。',
          '纳入年度工作计划',
          tickHelp,
        ),
        tickRow(
          'ruleStaffDuties',
          'S61',
          '规章制度',
          '制定并落实教职工防治学生欺凌岗位职责',
          '教职工岗位职责',
          tickHelp,
        ),
        tickRow('ruleEmergencyPlan', 'S62', '规章制度', '防范学生欺凌事件应急处置预案', '应急处置预案', tickHelp),
        tickRow(
          'ruleProcess',
          'S63',
          '规章制度',
          '制定并明确学生欺凌的早期预警和事中处理及事后干预的具体流程',
          '预警、处理、干预流程',
          tickHelp,
        ),
        tickRow('ruleDiscipline', 'S64', '规章制度', '校规校纪对实施欺凌学生的处罚规定', '校规校纪处罚规定', tickHelp),
        tickRow('ruleLegalAdviser', 'S65', '规章制度', '有效依托“法律顾问”开展依法治校', '法律顾问依法治校', tickHelp),
        tickRow(
          'dailyHotlinePublished',
          'S66',
          '日常监管',
          '公布学生救助或校园欺凌治理监督电话并明确责任人',
          '公布监督电话',
          '选“有”的，请在《月报表》填写监督举报电话。',
        ),
        tickRow(
          'dailyInspectorOversight',
          'S67',
          '日常监管',
          '责任督学对责任区内学校的专项治理、全程监督管理情况',
          '责任督学监督',
          tickHelp,
        ),
        tickRow(
          'dailyRiskPatrol',
          'S68',
          '日常监管',
          '定期开展涉校涉生矛盾纠纷隐患排查，加强校园欺凌易发场所的检查、巡查',
          '隐患排查与巡查',
          tickHelp,
        ),
        tickRow(
          'dailyCounselling',
          'S69',
          '日常监管',
          '发挥学校心理咨询室作用，积极开展心理咨询和疏导工作。',
          '心理咨询和疏导',
          tickHelp,
        ),
        tickRow(
          'dailySpecialStudentFiles',
          'S70',
          '日常监管',
          '做好特殊学生“一人一档”跟踪教育',
          '特殊学生一人一档',
          '只选有或无，请不要写学生姓名。',
        ),
        tickRow(
          'publicityChannels',
          'S71',
          '宣传载体',
          '依托板报、橱窗、广播、校园网、公众微信平台等菅造防范校园欺凌良好氛围',
          '宣传载体',
          tickHelp,
        ),
        sessionsRow('eduTeacherTimes', 'eduTeacherPeople', 'S72', '开展教师校园欺凌专题培训', '教师'),
        sessionsRow('eduStudentTimes', 'eduStudentPeople', 'S73', '开展学生校园欺凌主题教育', '学生'),
        sessionsRow('eduParentTimes', 'eduParentPeople', 'S74', '开展学生家长校园欺凌主题讲座教育', '家长'),
        {
          height: 180,
          fields: [
            {
              key: 'specialWork',
              source: 'S75',
              label: '特色工作',
              kind: 'text',
              maxWords: 500,
              help: '可不填。500 字以内，请不要写学生姓名、身份证号、电话、住址。',
              labelAt: 'A',
              at: 'B:F',
            },
          ],
        },
        {
          height: 22,
          texts: [
            { at: 'A', text: '规划打算', style: 'label' },
            { at: 'B:F', text: '（另附页）见《规划打算》', style: 'plain' },
          ],
        },
        {
          height: 42,
          texts: [
            {
              at: 'A:F',
              text: '注：请根据“校园欺凌”工作开展情况，在相应栏目内打“√”或填入数字，如有特色工作，请简要描述（500字以内）。“校园欺凌规划打算”请另附页，字数800字以内。此表请于每月{day}日前与附件3“月报表”一同交{office}。',
              style: 'note',
            },
          ],
        },
      ],
    },
    {
      name: '规划打算',
      widths: [13, 76, 20],
      rows: [
        { height: 38, texts: [{ at: 'A:B', text: '校园欺凌规划打算（另附页）', style: 'title' }] },
        { height: 20, texts: [{ at: 'A:B', text: '{school}　{window}', style: 'line' }] },
        {
          height: 400,
          fields: [
            {
              key: 'planText',
              source: 'S76',
              label: '规划打算',
              kind: 'text',
              maxWords: 800,
              help: '可不填。800 字以内，请不要写学生姓名、身份证号、电话、住址。',
              labelAt: 'A',
              at: 'B',
            },
          ],
        },
      ],
    },
  ],
});
