import { describe, expect, it } from 'vitest';
import { approvalProblems, approvalSentence } from '../../functions/core/bulletin/approval.ts';
import type { Approval } from '../../schemas/control.ts';

const right: Approval = {
  bulletin: '2018年9—10月',
  draft: 'K7M3-92QX',
  number: '示教安通〔2018〕1号',
  drafter: '拟稿甲',
  signer: '签发乙',
  asOf: '2018-10-30',
  issuedOn: '2018-10-31',
};

function problems(row: Partial<Approval>): readonly string[] {
  const context = {
    today: '2018-10-31',
    draftedOn: '2018-10-30',
    through: '2018-10-25',
    numbers: [{ number: '示教安通〔2018〕0号', paper: { from: '2018-07', through: '2018-08' } }],
  };
  return approvalProblems({ ...right, ...row }, context).map(approvalSentence);
}

describe('a row of 通报审签', () => {
  it('is right as it should be', () => {
    expect(problems({})).toEqual([]);
  });

  it.each<[string, Partial<Approval>, string]>([
    ['drafter and signer are one person', { signer: ' 拟稿甲 ' }, '“签发人”和拟稿人是同一个人'],
    ['and so with a title behind the name', { signer: '拟稿甲科长' }, '“签发人”和拟稿人是同一个人'],
    ['文号 is not filled in', { number: '' }, '“文号”没有填'],
    ['文号 has no number yet', { number: '示教安通〔2018〕　　号' }, '“文号”是'],
    ['文号 was used, in other brackets', { number: '示教安通[2018] 0 号' }, '已经用在2018年7—8月的通报上'],
    ['签发日期 is yet to come', { issuedOn: '2018-11-01' }, '“签发日期”是2018年11月1日，那一天还没有到'],
    [
      '签发日期 is before the draft',
      { asOf: '2018-10-30', issuedOn: '2018-10-29' },
      '“签发日期”是2018年10月29日，早于起草',
    ],
    ['数据截至 is before the second deadline', { asOf: '2018-10-24' }, '早于第二个月的截止日2018年10月25日'],
    ['数据截至 is before the draft', { asOf: '2018-10-26' }, '是2018年10月26日，可草稿的数据算到2018年10月30日'],
    [
      '数据截至 is yet to come',
      { asOf: '2018-11-02', issuedOn: '2018-11-02' },
      '“数据截至”是2018年11月2日，那一天还没有到',
    ],
    ['数据截至 is after it was signed', { asOf: '2018-10-31', issuedOn: '2018-10-30' }, '早于数据截至'],
    ['nobody drafted it', { drafter: '' }, '“拟稿人”没有填'],
  ])('is wrong where %s', (_, row, says) => {
    expect(problems(row)[0]).toContain(says);
  });
});
