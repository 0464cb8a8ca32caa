import type { Letter, Sender } from '../../../functions/world.ts';

export const clock = '2018-09-26T09:00:00+08:00';

export const sender: Sender = {
  from: '示例区教育体育局安全科 <anquan@bureau.example>',
  replyTo: 'anquan@bureau.example',
};

/** A letter with made-up words. */
export function letter(change: Partial<Letter> = {}): Letter {
  return {
    key: 'remind/2018-09/371311001/overdue1/contact',
    items: ['remind/2018-09/371311001/overdue1/contact', 'remind/2018-08/371311001/overdue1/contact'],
    to: ['contact@school.example'],
    subject: '催报：示例小学2018年9月报表还没有填写',
    html: '<!doctype html>\n<html lang="zh-CN"><body><p>王某某老师：您好！</p></body></html>',
    text: '王某某老师：您好！\n\n报表还没有填写。\n',
    ...change,
  };
}
