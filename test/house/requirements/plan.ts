import { type Requirement, served } from './requirement.ts';

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
    [
      'jobs/public-page.test.ts',
      'the public page of a district > shows body, telephone, plan, published telephones and what was approved; a second run changes nothing',
    ],
  ),
  served('S2', '办公电话：0539-8927055', [
    'jobs/office.test.ts',
    'the section, typed once in 设置 > is to be rung under its one number in every letter, workbook and draft',
  ]),
  served('S3', '学生欺凌防治工作机构及办公电话、综合治理方案', [
    'jobs/public-page.test.ts',
    'the public page of a district > shows body, telephone, plan, published telephones and what was approved; a second run changes nothing',
  ]),
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
    [
      'jobs/public-page.test.ts',
      'the public page of a district > shows body, telephone, plan, published telephones and what was approved; a second run changes nothing',
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
    [
      'core/registers-of-the-plan.test.ts',
      'what the plan gives to sections > S5 names its eight sections, in its order, each with a place for its address',
    ],
  ),
  served(
    'S6',
    '负责做好中小学生欺凌事件网络舆情处置工作，及时回应社会关切',
    [
      'core/registers-of-the-plan.test.ts',
      'what the plan gives to sections > S6 lets 办公室 answer what is said on the web within two working days',
    ],
    [
      'jobs/clock-letters.test.ts',
      'a clock of a register > is not told where the letter could not go before it was done, moved or given to another',
    ],
  ),
  served('S7', '协调安排相关工作会议和督查督办事项', [
    'core/supervision/reconciliation.test.ts',
    '会议议题 > names by section what is overdue, what to decide and what does not agree',
  ]),
  served(
    'S8',
    '将中小学生欺凌防治工作纳入对学校管理工作督导评估体系',
    [
      'core/scores-tab.test.ts',
      '督导评分 > ranks nobody, shows what was counted beside what took its place, and leads from a school to its evidence',
    ],
    [
      'jobs/evidence.test.ts',
      'the evidence of a year > lists every file that is there, and every file there is listed with its own code',
    ],
  ),
  served(
    'S9',
    '组织责任督学对责任区学校开展学生欺凌防治专项督导',
    [
      'jobs/obligations.test.ts',
      'the summary of September > is one table for the inspector at the last rung, without who has mended it since',
    ],
    ['core/rules.test.ts', 'each rule > X-WHO query at selfCheck_dailyInspectorOversight'],
    [
      'jobs/clock-letters.test.ts',
      '责任督学 > hears of the visits that are due at schools of the own, once each, and not of other registers',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > tells each section of each light of its clocks once, and once a week what it has in hand',
    ],
  ),
  served('S10', '做好预防中小学生欺凌防治工作的课题研究工作，指导学校做好心理咨询和健康教育', [
    'core/registers-of-the-plan.test.ts',
    'what the plan gives to sections > S10 holds 教研室 to what it was given, with a last day and a proof',
  ]),
  served('S11', '加强对学习困难生、单亲家庭学生、留守儿童的关爱和帮扶', [
    'core/registers-of-the-plan.test.ts',
    'what the plan gives to sections > S11 counts pupils who need care, and takes no name of any',
  ]),
  served('S12', '督促学校开齐开足安全教育课、法治教育课、心理健康教育课等', [
    'core/registers-of-the-plan.test.ts',
    'what the plan gives to sections > S12 asks of each school and term whether the three courses are given in full',
  ]),
  served('S13', '督促学校落实《中小学生守则（2015年修订）》，指导学校加强校规校纪教育管理', [
    'core/registers-of-the-plan.test.ts',
    'what the plan gives to sections > S13 asks for 《守则》 each term and for the school’s own rules as a document',
  ]),
  served(
    'S14',
    '负责民办（职业）学校学生欺凌事件的调查处理，做好善后工作',
    [
      'core/registers-of-the-plan.test.ts',
      'what the plan gives to sections > S14 gives a case of a 民办 school to 职成科, and what was appealed against it',
    ],
    [
      'core/supervision/proposals.test.ts',
      '督办提议 > propose letters, flash reports and several within thirty days, but none that proved untrue',
    ],
  ),
  served(
    'S15',
    '将中小学生欺凌防治工作纳入校长和教师培训计划',
    [
      'core/registers-of-the-plan.test.ts',
      'what the plan gives to sections > S15 and S16 keep each training and each visit of police or justice, with who came and how many',
    ],
    [
      'core/supervision/reconciliation.test.ts',
      '对账 > asks 人事科 where trainings are registered that the report does not have (S15, S72)',
    ],
  ),
  served('S16', '邀请公安、司法等相关部门到学校开展法治教育', [
    'core/registers-of-the-plan.test.ts',
    'what the plan gives to sections > S15 and S16 keep each training and each visit of police or justice, with who came and how many',
  ]),
  served(
    'S17',
    '调查处理中小学生欺凌和暴力事件，协调做好善后工作',
    [
      'core/registers-of-the-plan.test.ts',
      'how a case is handled > S17 and S37 go from 核查 through 处置 and 整改 to 销号, each with its own last day',
    ],
    [
      'jobs/supervision.test.ts',
      'what registers ask of the section > stands in 总表, the same again where it was deleted, whatever the hour',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > tells each section of each light of its clocks once, and once a week what it has in hand',
    ],
  ),
  served(
    'S18',
    '负责对防治工作落实不力，造成重大影响的单位和人员进行责任追究',
    [
      'jobs/referrals.test.ts',
      '追责移交 > leaves no mark anywhere but in itself and in letters to its owner, and those have numbers and days only',
    ],
    [
      'jobs/referrals-google.test.ts',
      '追责移交 on Google > is shared with its owner alone, who writes in it; nobody else was given it, and its owner nothing else',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > lets nothing that people wrote about a case, a referral or a child get where it does not belong',
    ],
  ),
  served(
    'S19',
    '各学校成立校园欺凌防治工作领导小组，明确学生欺凌防治工作负责人和联系人',
    ['core/control.test.ts', '学校名册 > lists every mistake at once, with cell, content and what is allowed'],
    [
      'jobs/obligations.test.ts',
      'over the three months > a school that no mail reaches stands on the call list for each of them',
    ],
  ),
  served('S20', '制定学生欺凌防治工作实施方案，健全完善预防和处置学生欺凌的各项措施、预案、制度规范和处置流程', [
    'core/registers-of-the-plan.test.ts',
    'what the plan asks of schools > S20, S34 and S51 know each kind of document by its word',
  ]),
  served(
    'S21',
    '扎实开展宣传教育活动，及时妥善处理学生欺凌事件',
    [
      'core/supervision/lights.test.ts',
      'lights > list the worst first, with its coded answers and no words, and how long what is done has taken',
    ],
    ['core/scores.test.ts', 'a score > is worked out by the rows of 评分办法, each source by what it says'],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > says of each matter that was done with when that was and how many working days it took',
    ],
  ),
  served('S22', '明确学校相关岗位教职工特别是法治副校长或法治辅导员防治学生欺凌的工作职责和具体任务', [
    'core/registers-of-the-plan.test.ts',
    'what the plan asks of schools > S22 knows who is 法治副校长 or 法治辅导员 of a school, and reminds before the term of office ends',
  ]),
  served('S23', '明确学生欺凌的早期预警和事中处理及事后干预的具体流程', [
    'core/registers-of-the-plan.test.ts',
    'how a case is handled > S23, S24 and S28 say in which phase it was found, how grave it was judged and whether the victim is protected',
  ]),
  served('S24', '在校规校纪中明确不同程度欺凌情形的处罚规定', [
    'core/registers-of-the-plan.test.ts',
    'how a case is handled > S23, S24 and S28 say in which phase it was found, how grave it was judged and whether the victim is protected',
  ]),
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
  served('S26', '开展针对全体学生的防治学生欺凌专项调查', [
    'core/registers-of-the-plan.test.ts',
    'what the plan asks of schools > S26 keeps of a survey its day, coverage and numbers alone, and S27 follows up each early signal',
  ]),
  served(
    'S27',
    '及时查找可能发生欺凌事件的苗头迹象或已经发生、正在发生的欺凌事件',
    [
      'core/registers-of-the-plan.test.ts',
      'what the plan asks of schools > S26 keeps of a survey its day, coverage and numbers alone, and S27 follows up each early signal',
    ],
    [
      'core/supervision/proposals.test.ts',
      '督办提议 > propose a survey that found more than the reports of the term say, once the month of the survey is in',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > proposes the cases that the data show, until somebody decides',
    ],
  ),
  served(
    'S28',
    '学校要细化调查处理欺凌事件、判定欺凌事件严重程度和教育惩戒欺凌实施者、安抚保护欺凌受害者的具体流程和办法',
    [
      'core/registers-of-the-plan.test.ts',
      'how a case is handled > S23, S24 and S28 say in which phase it was found, how grave it was judged and whether the victim is protected',
    ],
    [
      'core/registers-of-the-plan.test.ts',
      'how a case is handled > S17 and S37 go from 核查 through 处置 and 整改 to 销号, each with its own last day',
    ],
  ),
  served(
    'S29',
    '区教体局要细化欺凌事件处理申诉和复查程序',
    [
      'core/registers-of-the-plan.test.ts',
      'how a case is handled > S29 goes through intake, 受理, 复查, 决定 and 告知',
    ],
    [
      'jobs/clock-letters.test.ts',
      '科室周报 > lists all that a section has in hand on the first working day of a week, and not what it was a week ago',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > tells each section of each light of its clocks once, and once a week what it has in hand',
    ],
  ),
  served(
    'S30',
    '各单位要依据管理权限，对本单位学生欺凌事件及处置情况建立专门档案',
    [
      'core/registers-of-the-plan.test.ts',
      'what the plan asks of schools > S30 knows where the file of an incident is and what is in it, and asks for what lacks',
    ],
    [
      'jobs/evidence.test.ts',
      'the evidence of a year > tells no word of a case, in no file of it and in nothing that the program says',
    ],
  ),
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
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > writes each letter that the story asks for, on its day, once, and no other',
    ],
  ),
  served(
    'S32',
    '区教体局对全区中小学生欺凌事件开展舆情监测',
    [
      'core/registers-of-the-plan.test.ts',
      'what the plan gives to sections > S6 lets 办公室 answer what is said on the web within two working days',
    ],
    ['core/registers.test.ts', 'a signal (X-SIG) > is a row of those registers that say so, unless it proved untrue'],
  ),
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
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > issues each bulletin with the figures of its morning',
    ],
  ),
  served('S34', '各学校要结合实际，相应建立学生欺凌舆情监测通报制度', [
    'core/registers-of-the-plan.test.ts',
    'what the plan asks of schools > S20, S34 and S51 know each kind of document by its word',
  ]),
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
    [
      'core/supervision/proposals.test.ts',
      '督办提议 > propose letters, flash reports and several within thirty days, but none that proved untrue',
    ],
  ),
  served(
    'S36',
    '区教体局对社会反映强烈、群众来信来访、久拖不决及重大欺凌事件进行重点督办',
    [
      'core/registers-of-the-plan.test.ts',
      'how a case is handled > S36 is put under supervision for one of four reasons',
    ],
    [
      'core/supervision/proposals.test.ts',
      '督办提议 > propose a crime, an old backlog and three months in a row, each with figure, days and place',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > proposes the cases that the data show, until somebody decides',
    ],
  ),
  served(
    'S37',
    '及时妥善核查、处置、整改',
    [
      'core/registers-of-the-plan.test.ts',
      'how a case is handled > S17 and S37 go from 核查 through 处置 and 整改 to 销号, each with its own last day',
    ],
    [
      'jobs/clock-letters.test.ts',
      'a clock of a register > is told to its owner once when it turns yellow and once when it turns red, at a humane hour',
    ],
  ),
  served(
    'S38',
    '对学生欺凌事件中存在失职渎职行为、因违纪违法应当承担责任的有关人员严肃问责',
    [
      'jobs/referrals.test.ts',
      '追责移交 > leaves no mark anywhere but in itself and in letters to its owner, and those have numbers and days only',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > lets nothing that people wrote about a case, a referral or a child get where it does not belong',
    ],
  ),
  served(
    'S39',
    '并相应建立学生欺凌事件督办制度',
    [
      'core/registers.test.ts',
      'the clocks of a row > take the newest row of 办理时限 that was in force when they began',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > tells each section of each light of its clocks once, and once a week what it has in hand',
    ],
  ),
  served(
    'S40',
    '为做好迎接省教育厅、省政府教育督导委员会办公室于10月组织开展的专项督导工作',
    [
      'jobs/evidence.test.ts',
      'the evidence of a year > lists every file that is there, and every file there is listed with its own code',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > brings the evidence of the year together in October, once',
    ],
  ),
  served(
    'S41',
    '区教体局将联合有关部门于9月上旬对各学校工作开展情况进行专项督导',
    [
      'core/registers-of-the-plan.test.ts',
      'how a case is handled > S41 is looked into by visits that are planned, made and followed up',
    ],
    [
      'core/scores.test.ts',
      '实地评分 > takes the place of what was counted, which stays beside it; of several rows the last counts',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > scores each school by what it did, tells it alone, and follows the appeal that came in time',
    ],
  ),
  served(
    'S42',
    '重点检查各单位建立工作机制、落实工作责任、日常管理措施、开展综合治理工作成效等情况',
    ['core/scores.test.ts', 'a score > is worked out by the rows of 评分办法, each source by what it says'],
    ['core/scores.test.ts', 'a score > is the same whatever a district reports or registers of incidents'],
  ),
  served(
    'S43',
    '专项督导成绩纳入学校安全工作年度考核',
    [
      'jobs/scores.test.ts',
      'scores of a district > are published where two people signed what stands, once; each school hears of its own points and how to appeal',
    ],
    [
      'jobs/scores.test.ts',
      'scores of a district > change by an appeal in time, for its school alone, in another version; one that is late is told to the section',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > scores each school by what it did, tells it alone, and follows the appeal that came in time',
    ],
  ),
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
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > writes each letter that the story asks for, on its day, once, and no other',
    ],
  ),
  served(
    'S46',
    '区教体局将于9月底综合舆情监测、定期通报、事件督办、实地督导等情况',
    [
      'jobs/annual-report.test.ts',
      'the report of a campaign year > tells the four sources as they are registered, the bulletin as it was issued, and names no school',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > reports on the year with the figures of its four sources',
    ],
  ),
  served(
    'S47',
    '形成全区中小学生欺凌防治督导评估报告',
    [
      'jobs/annual-report.test.ts',
      'the report of a campaign year > goes to the section and 通报抄送 once, to no school, and is what it is from then on',
    ],
    [
      'jobs/annual-report.test.ts',
      'the report of a campaign year > is held where figures changed since, and says which; the new draft can be approved',
    ],
  ),
  served(
    'S48',
    '公开各市学生欺凌防治工作信息（含工作机构名称、办公电话、实施方案）',
    [
      'jobs/public-page.test.ts',
      'the public page of a district > shows body, telephone, plan, published telephones and what was approved; a second run changes nothing',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > shows the public what was approved, from its day until it is taken off, and each school’s telephone',
    ],
  ),
  served(
    'S49',
    '发布学生欺凌防治有关政策文件、工作动态、先进典型、警示事件、追责问责、督导报告等信息，接受公众监督',
    [
      'core/public-page.test.ts',
      'the page > shows what is approved now, in the plan’s order, and of what was taken off only that it was',
    ],
    [
      'core/public-page.test.ts',
      'the disclosure check > finds a count of incidents however it is written, in the title and in the text',
    ],
    [
      'jobs/campaign-year/campaign-year.test.ts',
      'a year of the campaign, from August to July > shows the public what was approved, from its day until it is taken off, and each school’s telephone',
    ],
  ),
  served(
    'S50',
    '各学校要通过推广学生欺凌防治经验、发放防治学生欺凌指导手册、“致学生家长一封信”或编制文艺作品等方式开展形式多样的宣传活动',
    [
      'core/registers-of-the-plan.test.ts',
      'what the plan asks of schools > S50 has the four forms of publicity that the plan names, first and in its order',
    ],
  ),
  served(
    'S51',
    '各单位要认真落实本通知要求，结合实际制定工作方案',
    ['core/blanks-of-the-annexes.test.ts', 'each blank of the annexes > S80 学校出台文件部署工作情况（名称）'],
    ['core/blanks-of-the-annexes.test.ts', 'each blank of the annexes > S81 文件编号：'],
    ['core/blanks-of-the-annexes.test.ts', 'each blank of the annexes > S82 发文时间：'],
    [
      'core/registers-of-the-plan.test.ts',
      'what the plan asks of schools > S20, S34 and S51 know each kind of document by its word',
    ],
  ),
  served('S52', '领导小组下设办公室，办公室设在区教体局安全科。', [
    'core/registers-of-the-plan.test.ts',
    'S52: 附件1 as data > has one head, seven deputies and fourteen members, and no real name',
  ]),
];
