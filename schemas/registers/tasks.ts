import { filled, optional } from '../control-tab.ts';
import { defineRegister } from './register.ts';
import { sections } from './sections.ts';

/** 科室任务 (S5, S7–S16): what the plan gives each section to do, with a day and a proof. */
export const tasks = defineRegister({
  key: 'task',
  name: '科室任务',
  serves: 'S5、S7—S16',
  purpose: '方案分给各科室的任务，一件一行：谁办、什么时候办完、凭什么算办完。快到期和超期的告诉这个科室。',
  identity: ['section', 'title', 'due'],
  owner: '安全科',
  clocks: [{ key: 'finish', title: '完成', from: 'date', due: 'due', done: 'doneOn' }],
  columns: [
    filled({ key: 'section', title: '科室', kind: 'choice', choices: sections, width: 12, help: '由哪个科室办。' }),
    filled({ key: 'title', title: '任务', kind: 'line', width: 44, help: '做什么。' }),
    filled({ key: 'date', title: '布置日期', kind: 'date', width: 14, help: '例如 2018-09-03。' }),
    filled({ key: 'due', title: '应完成', kind: 'date', width: 14, help: '最后一天。' }),
    optional({ key: 'doneOn', title: '完成日期', kind: 'date', width: 14, help: '办完的那一天。' }),
    optional({ key: 'link', title: '佐证', kind: 'line', width: 36, help: '文件名、存放的地方或网址。' }),
    optional({ key: 'number', title: '编号', kind: 'code', width: 14, help: '可留空。' }),
  ],
  rows: [],
});
