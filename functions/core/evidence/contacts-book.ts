import type { Book, BookTab } from '../../../schemas/book.ts';
import { code, text } from '../master/drawn.ts';
import { type Column, listTab } from '../master/list-tab.ts';
import { minuteTitle } from '../master/times.ts';
import { planName } from '../public-page/plan-name.ts';
import type { EvidenceView } from './evidence-view.ts';

/** Tabs of 联系和机构.xlsx. */
export const contactTabs = { body: '工作机构', sections: '科室', schools: '学校负责人和联系人' } as const;

/** 联系和机构.xlsx: the body and its telephone, the sections, and whom each school named (S1, S2, S5, S19). */
export function contactsBook(view: EvidenceView): Book {
  return { title: '联系和机构', tabs: [bodyTab(view), sectionsTab(view), schoolsTab(view)], names: [] };
}

function list<R>(view: EvidenceView, name: string, lead: string, columns: readonly Column<R>[], items: readonly R[]) {
  return listTab({ name, lead, empty: '没有登记。', columns, items, frozen: 1, asOf: minuteTitle(view.asOf) });
}

function bodyTab(view: EvidenceView): BookTab {
  const { campaign, office, officePhone, planLink } = view.settings;
  const items = [
    { what: '行动', is: campaign },
    { what: '工作机构', is: office },
    { what: '办公电话', is: officePhone },
    { what: '综合治理方案', is: planName(view.settings) },
    { what: '综合治理方案网址', is: planLink },
  ];
  return list(
    view,
    contactTabs.body,
    '照区级设置的“设置”。领导小组名单在登记表的“领导小组”。',
    [
      { title: '项目', width: 16, cell: ({ what }) => text(what, 'strong') },
      { title: '内容', width: 60, cell: ({ is }) => code(is) },
    ],
    items,
  );
}

function sectionsTab(view: EvidenceView): BookTab {
  return list(
    view,
    contactTabs.sections,
    '方案里的各科室，照区级设置的“科室”。',
    [
      { title: '科室', width: 14, cell: ({ section }) => text(section) },
      { title: '负责人', width: 14, cell: ({ head }) => text(head) },
      { title: '电话', width: 18, cell: ({ phone }) => code(phone) },
    ],
    view.sections,
  );
}

function schoolsTab(view: EvidenceView): BookTab {
  return list(
    view,
    contactTabs.schools,
    '每校一行，照区级设置的“学校名册”。空的是学校还没有明确。',
    [
      { title: '学校编码', width: 12, cell: ({ code: of }) => code(of) },
      { title: '学校名称', width: 26, cell: ({ name }) => text(name) },
      { title: '校长', width: 12, cell: ({ principal }) => text(principal) },
      { title: '分管负责人', width: 12, cell: ({ deputy }) => text(deputy) },
      { title: '联络人', width: 12, cell: ({ liaison }) => text(liaison) },
      { title: '联络人电话', width: 16, cell: ({ liaisonPhone }) => code(liaisonPhone) },
      { title: '责任督学', width: 12, cell: ({ inspector }) => text(inspector) },
    ],
    view.schools,
  );
}
