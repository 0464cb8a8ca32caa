import { filled, optional, schoolCode } from '../control-tab.ts';
import { defineRegister } from './register.ts';

/** 公开电话 (S86): which numbers that schools gave as 监督举报电话 may, or must not, stand on the public page. */
export const publicPhones = defineRegister({
  key: 'publicPhone',
  name: '公开电话',
  serves: 'S48、S66、S86',
  purpose:
    '学校报的监督举报电话是手机号的，安全科核对过、在这里登记了才上公开页；座机不用登记。登记“否”的号码，不论座机手机，都不公开。',
  identity: ['school', 'phone'],
  owner: '安全科',
  clocks: [],
  columns: [
    schoolCode,
    filled({ key: 'phone', title: '电话', kind: 'phone', width: 18, help: '照学校报的号码写；号码换了，要重新登记。' }),
    filled({
      key: 'isPublic',
      title: '公开',
      kind: 'choice',
      choices: ['是', '否'],
      width: 8,
      help: '“是”：问过机主，同意公开；“否”：不公开。',
    }),
    optional({ key: 'confirmedBy', title: '确认人', kind: 'line', width: 12, help: '谁核对的。写“是”的要填。' }),
    optional({ key: 'date', title: '确认日期', kind: 'date', width: 14, help: '哪天核对的，备查。' }),
    optional({ key: 'remark', title: '备注', kind: 'text', width: 30, help: '备查，不公开。' }),
  ],
  rows: [],
});
