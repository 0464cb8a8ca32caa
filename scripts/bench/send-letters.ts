import type { Letter, Sender } from '../../functions/world.ts';

/** How many letters the line is about. */
export const letters = 1000;

export const clock = '2018-09-26T09:00:00+08:00';
export const sender: Sender = {
  from: '示例区教育体育局安全科 <anquan@bureau.example>',
  replyTo: 'anquan@bureau.example',
};

/** A letter about the size of a reminder with findings; the same number, the same letter. */
export function letterOf(nth: number): Letter {
  const key = `remind/2018-09/${371311000 + nth}/overdue1/contact`;
  const words = '这一栏写的不是整数。这里要填整数，没有请填 0。请核实后写准确的数字。\n'.repeat(8);
  return {
    key,
    items: [key],
    to: [`contact${nth}@school.example`],
    subject: `催报：示例第${nth}小学2018年9月报表还没有填写`,
    html: `<!doctype html>\n<html lang="zh-CN"><body><p>${'<b style="color:#333">栏目</b>'.repeat(300)}${words}</p></body></html>`,
    text: `王某某老师：您好！\n\n${words}`,
  };
}
