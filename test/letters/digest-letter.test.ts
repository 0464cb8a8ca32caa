import { describe, expect, it } from 'vitest';
import { digestPlan, digestSchool, readingPress, visibleText } from './sample-plans.ts';

const press = readingPress();
const section = { name: '', role: '安全科' } as const;

describe('a digest', () => {
  it('lists each school with its state, whom to call and who was written to', async () => {
    const { subject, html, text } = await press.digest(digestPlan());
    expect(subject).toBe('督学名单：2 所学校的2018年9月报表逾期未报');
    for (const part of [text, visibleText(html)]) {
      expect(part).toContain('赵某督学：您好！');
      expect(part).toMatch(
        /示例小学.*状态：未填.*已发信给联络人、校长.*联络人 王某某.*139 0000 0000.*校长 李某.*0539-0000001.*示例第二小学.*状态：有误.*已发信给联络人/s,
      );
      expect(part).toContain('9月25日 周二 24:00（已过）');
    }
    expect(html).toContain('href="tel:13900000000"');
  });

  it('tells 安全科, and nobody else, whom it must call', async () => {
    const schools = [digestSchool(), digestSchool({ school: '示例三小', toldWhom: '', unreachable: true })];
    const { subject, html, text } = await press.digest(digestPlan({ recipient: section, schools }));
    expect(subject).toBe('催报名单：2 所学校的2018年9月报表逾期未报');
    for (const part of [text, visibleText(html)]) {
      expect(part).toMatch(/请打电话 1 所.*示例三小.*139 0000 0000.*逾期未报 2018年9月.*示例小学.*示例三小/s);
      expect(part).toContain('其中 1 所还没有人收到过信');
    }
    const inspector = await press.digest(digestPlan({ schools }));
    expect(inspector.text).not.toMatch(/请打电话 |《学校名册》/);
    expect(inspector.text).toContain('没有可用的邮箱，没有发信');
    const none = await press.digest(digestPlan({ recipient: section }));
    expect(none.text).not.toContain('请打电话');
  });

  it('blames no address where a letter merely has not gone yet', async () => {
    const schools = [digestSchool({ toldWhom: '' })];
    const { text } = await press.digest(digestPlan({ recipient: section, schools }));
    expect(text).toContain('还没有人收到过信');
    expect(text).not.toMatch(/没有可用的邮箱|学校名册/);
  });

  it('calls nobody late before the deadline', async () => {
    const { subject, html, text } = await press.digest(digestPlan({ tone: '提醒' }));
    expect(subject).toBe('督学名单：2 所学校的2018年9月报表还没有报送');
    for (const part of [text, visibleText(html)]) expect(part).not.toMatch(/逾期|已过|过了截止/);
    const schools = [
      digestSchool(),
      digestSchool({ school: '示例四小', tone: '提醒', deadline: '9月28日 周五 24:00' }),
    ];
    const mixed = await press.digest(digestPlan({ schools }));
    expect(mixed.text).toMatch(
      /9月25日 周二 24:00（已过）.*示例小学.*还没有报送 2018年9月.*9月28日 周五 24:00\n.*示例四小/s,
    );
  });

  it('keeps months and deadlines apart', async () => {
    const schools = [
      digestSchool(),
      digestSchool({ school: '示例四小', period: '2018年8月', deadline: '9月10日 周一 24:00' }),
    ];
    const { subject, text } = await press.digest(digestPlan({ schools }));
    expect(subject).toBe('督学名单：2 所学校的报表逾期未报');
    expect(text).toMatch(
      /逾期未报 2018年9月.*9月25日 周二 24:00（已过）.*示例小学.*逾期未报 2018年8月.*9月10日 周一 24:00（已过）.*示例四小/s,
    );
  });

  it.each([
    ['139 0000 0000', 'tel:13900000000'],
    ['0539-1234567转801', 'tel:05391234567'],
    ['0539-1234567、13900000000', ''],
    ['见名册', ''],
  ])('dials %j as %j', async (phone, link) => {
    const { html, text } = await press.digest(
      digestPlan({ phone: '0539-0000000', replyTo: '', schools: [digestSchool({ phone, principalPhone: '' })] }),
    );
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, to]) => to);
    expect(links).toEqual([...(link === '' ? [] : [link]), 'tel:05390000000']);
    expect(text).toContain(`联络人 王某某 ${phone}`);
    expect(text).toContain('校长 李某（没有电话）');
  });

  it('says so where the roster names nobody', async () => {
    const nobody = { contact: '', phone: '', principal: '', principalPhone: '' };
    const { text } = await press.digest(digestPlan({ schools: [digestSchool(nobody)] }));
    expect(text).toContain('名册里没有联系人');
  });

  it('is not written about nobody', async () => {
    await expect(press.digest(digestPlan({ schools: [] }))).rejects.toThrow(RangeError);
  });
});
