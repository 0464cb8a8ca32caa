/** 报送状态, in the order in which the first match decides. */
export const states = ['locked', 'returned', 'notStarted', 'inProgress', 'invalid', 'unsigned', 'submitted'] as const;
export type State = (typeof states)[number];

/** 是否按时, by the last accepted version. */
export const timelinesses = ['notDue', 'onTime', 'late', 'overdue'] as const;
export type Timeliness = (typeof timelinesses)[number];

export const stateTitles: Readonly<Record<State, string>> = {
  locked: '已锁定',
  returned: '已退回',
  notStarted: '未填',
  inProgress: '填报中',
  invalid: '有误',
  unsigned: '待签',
  submitted: '已报送',
};

export const timelinessTitles: Readonly<Record<Timeliness, string>> = {
  notDue: '未到期',
  onTime: '按时',
  late: '逾期补报',
  overdue: '逾期未报',
};
