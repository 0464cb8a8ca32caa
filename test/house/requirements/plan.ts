import { pending, type Requirement, served } from './requirement.ts';

/** S1–S52: what the plan asks for besides its annexes. */
export const planRequirements: readonly Requirement[] = [
  served(
    'S1',
    '工作机构：罗庄区教育体育局安全科',
    ['jobs/office.test.ts', 'the section, typed once in 设置 > signs every letter and gets every answer to it'],
    [
      'jobs/daily-summary.test.ts',
      '每日小结 > goes once a working day with news, at a humane hour, and says what the news are',
    ],
  ),
  served('S2', '办公电话：0539-8927055', [
    'jobs/office.test.ts',
    'the section, typed once in 设置 > is to be rung under its one number in every letter, workbook and draft',
  ]),
  pending('S3', '学生欺凌防治工作机构及办公电话、综合治理方案', 'the public page'),
  served(
    'S4',
    '健全预防、处置学生欺凌的工作机制和规章制度',
    [
      'jobs/obligations.test.ts',
      'the checklist of August > names what is not in place, and where, in September’s workbook from the 1st on',
    ],
    [
      'core/figures.test.ts',
      'figures > count by heading what is in place, as each school last said it, and name who is without',
    ],
  ),
  served(
    'S5',
    '领导小组办公室设在区教体局安全科，负责牵头协调全区中小学生欺凌防治工作',
    [
      'core/master-book.test.ts',
      '总览 > opens on what to do and puts each school under the first thing that is wrong, with its telephone',
    ],
    ['letters/digest-letter.test.ts', 'a digest > tells 安全科, and nobody else, whom it must call'],
  ),
  pending('S6', '负责做好中小学生欺凌事件网络舆情处置工作，及时回应社会关切', 'the register 舆情'),
  pending('S7', '协调安排相关工作会议和督查督办事项', '督办台账 and its agenda'),
  pending('S8', '将中小学生欺凌防治工作纳入对学校管理工作督导评估体系', 'scores for 督导办'),
  served(
    'S9',
    '组织责任督学对责任区学校开展学生欺凌防治专项督导',
    [
      'jobs/obligations.test.ts',
      'the summary of September > is one table for the inspector at the last rung, without who has mended it since',
    ],
    ['core/rules.test.ts', 'each rule > X-WHO query at selfCheck_dailyInspectorOversight'],
  ),
  pending('S10', '做好预防中小学生欺凌防治工作的课题研究工作，指导学校做好心理咨询和健康教育', 'section tasks'),
  pending('S11', '加强对学习困难生、单亲家庭学生、留守儿童的关爱和帮扶', 'section tasks: counts only'),
  pending('S12', '督促学校开齐开足安全教育课、法治教育课、心理健康教育课等', 'section tasks: courses each term'),
  pending(
    'S13',
    '督促学校落实《中小学生守则（2015年修订）》，指导学校加强校规校纪教育管理',
    'section tasks: 守则 and a link',
  ),
  pending(
    'S14',
    '负责民办（职业）学校学生欺凌事件的调查处理，做好善后工作',
    'cases of 民办 and 职业 schools go to 职成科',
  ),
  pending('S15', '将中小学生欺凌防治工作纳入校长和教师培训计划', 'section tasks: training'),
  pending('S16', '邀请公安、司法等相关部门到学校开展法治教育', 'the activity register'),
  pending('S17', '调查处理中小学生欺凌和暴力事件，协调做好善后工作', '督办台账'),
  pending('S18', '负责对防治工作落实不力，造成重大影响的单位和人员进行责任追究', 'referrals for accountability'),
  served(
    'S19',
    '各学校成立校园欺凌防治工作领导小组，明确学生欺凌防治工作负责人和联系人',
    ['core/control.test.ts', '学校名册 > lists every mistake at once, with cell, content and what is allowed'],
    [
      'jobs/obligations.test.ts',
      'over the three months > a school that no mail reaches stands on the call list for each of them',
    ],
  ),
  pending(
    'S20',
    '制定学生欺凌防治工作实施方案，健全完善预防和处置学生欺凌的各项措施、预案、制度规范和处置流程',
    'the document register',
  ),
  pending('S21', '扎实开展宣传教育活动，及时妥善处理学生欺凌事件', 'the activity register'),
  pending(
    'S22',
    '明确学校相关岗位教职工特别是法治副校长或法治辅导员防治学生欺凌的工作职责和具体任务',
    'the register 法治副校长',
  ),
  pending('S23', '明确学生欺凌的早期预警和事中处理及事后干预的具体流程', 'stages of a case'),
  pending('S24', '在校规校纪中明确不同程度欺凌情形的处罚规定', 'grades of severity'),
  served(
    'S25',
    '学校每学期至少开展一次学生欺凌专题教育',
    [
      'jobs/rules-over-time.test.ts',
      'what time alone brings up > no session for pupils: at half term, until one is reported',
    ],
    [
      'core/terms.test.ts',
      'the term of a month > 2018-09 lies in the one from 2018-09-01, half of it on 2018-11-16, through 2019-01-31',
    ],
  ),
  pending('S26', '开展针对全体学生的防治学生欺凌专项调查', 'the survey register'),
  pending('S27', '及时查找可能发生欺凌事件的苗头迹象或已经发生、正在发生的欺凌事件', 'early signals against incidents'),
  pending(
    'S28',
    '学校要细化调查处理欺凌事件、判定欺凌事件严重程度和教育惩戒欺凌实施者、安抚保护欺凌受害者的具体流程和办法',
    'the course of a case',
  ),
  pending('S29', '区教体局要细化欺凌事件处理申诉和复查程序', '申诉复查'),
  pending('S30', '各单位要依据管理权限，对本单位学生欺凌事件及处置情况建立专门档案', '档案索引'),
  served(
    'S31',
    '以上各项内容，各学校要按工作要求于8月底前完成',
    [
      'jobs/obligations.test.ts',
      'the checklist of August > reminds who has anything not in place, three days before and on Friday 31 August, once each',
    ],
    [
      'jobs/obligations.test.ts',
      'the checklist of August > lets 延期 move it for one school, and is done once every answer is 有',
    ],
  ),
  pending('S32', '区教体局对全区中小学生欺凌事件开展舆情监测', '舆情监测'),
  served(
    'S33',
    '对各单位发生事件情况进行统计，每两个月通报一次各学校学生欺凌事件发生情况',
    ['jobs/bulletin.test.ts', 'the draft > is drafted by run on the third working day after the second deadline, once'],
    [
      'jobs/bulletin.test.ts',
      'the draft > says in every number what the cells of the reports say, for 20 random districts',
    ],
    [
      'jobs/bulletin-issue.test.ts',
      'an approved draft > goes to contact and principal of every school once, with the document, and is kept as it was sent',
    ],
  ),
  pending('S34', '各学校要结合实际，相应建立学生欺凌舆情监测通报制度', 'the school’s own monitoring'),
  served(
    'S35',
    '实时掌握欺凌事件发生情况并填报“罗庄区中小学生欺凌防治落实年行动自查表和月报表”（见附件2、3）',
    [
      'core/report-book.test.ts',
      'reportBook > has the tabs in the order of the paper, and whose it is in a hidden last one',
    ],
    ['jobs/spine.test.ts', 'a month of a district > tells what stands, school by school'],
    [
      'jobs/urgent.test.ts',
      'a report that speaks of a crime > is told to the section by the run that first sees it, on a Saturday night, and to nobody else before morning',
    ],
  ),
  pending('S36', '区教体局对社会反映强烈、群众来信来访、久拖不决及重大欺凌事件进行重点督办', 'four triggers of 督办'),
  pending('S37', '及时妥善核查、处置、整改', 'stages of 督办'),
  pending(
    'S38',
    '对学生欺凌事件中存在失职渎职行为、因违纪违法应当承担责任的有关人员严肃问责',
    'referrals for accountability',
  ),
  pending('S39', '并相应建立学生欺凌事件督办制度', 'rules of 督办'),
  pending('S40', '为做好迎接省教育厅、省政府教育督导委员会办公室于10月组织开展的专项督导工作', 'the evidence pack'),
  pending('S41', '区教体局将联合有关部门于9月上旬对各学校工作开展情况进行专项督导', 'the plan of 专项督导'),
  pending(
    'S42',
    '重点检查各单位建立工作机制、落实工作责任、日常管理措施、开展综合治理工作成效等情况',
    'the score sheet',
  ),
  pending('S43', '专项督导成绩纳入学校安全工作年度考核', 'the year’s score'),
  served('S44', '各单位要对照工作内容中的“四个落实”总结经验、查找不足、提出改进措施', [
    'jobs/obligations.test.ts',
    'the summary of September > comes in one letter with the month’s report, and not at all to who has both',
  ]),
  served(
    'S45',
    '于2018年9月25日前将本单位学生欺凌防治落实年行动总结书面报区教体局安全科',
    [
      'jobs/obligations.test.ts',
      'the summary of September > comes in one letter with the month’s report, and not at all to who has both',
    ],
    [
      'jobs/obligations.test.ts',
      'the summary of September > never changes the month’s state, and says what is wrong with it alone',
    ],
    [
      'jobs/obligations-moot.test.ts',
      'a reminder of 年度总结 that has not gone out > is withdrawn when the summary arrives',
    ],
  ),
  pending(
    'S46',
    '区教体局将于9月底综合舆情监测、定期通报、事件督办、实地督导等情况',
    'the annual report from four sources',
  ),
  pending('S47', '形成全区中小学生欺凌防治督导评估报告', 'the annual report, approved'),
  pending('S48', '公开各市学生欺凌防治工作信息（含工作机构名称、办公电话、实施方案）', 'the public page'),
  pending(
    'S49',
    '发布学生欺凌防治有关政策文件、工作动态、先进典型、警示事件、追责问责、督导报告等信息，接受公众监督',
    'six kinds of content',
  ),
  pending(
    'S50',
    '各学校要通过推广学生欺凌防治经验、发放防治学生欺凌指导手册、“致学生家长一封信”或编制文艺作品等方式开展形式多样的宣传活动',
    'the publicity register',
  ),
  served(
    'S51',
    '各单位要认真落实本通知要求，结合实际制定工作方案',
    ['core/blanks-of-the-annexes.test.ts', 'each blank of the annexes > S80 学校出台文件部署工作情况（名称）'],
    ['core/blanks-of-the-annexes.test.ts', 'each blank of the annexes > S81 文件编号：'],
    ['core/blanks-of-the-annexes.test.ts', 'each blank of the annexes > S82 发文时间：'],
  ),
  pending('S52', '领导小组下设办公室，办公室设在区教体局安全科。', '附件1 as data'),
];
