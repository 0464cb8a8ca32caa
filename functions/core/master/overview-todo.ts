import type { School } from '../../../schemas/roster.ts';
import { type Block, gap, line, type Piece, stacked, wrappedLine } from './block.ts';
import { code, type Drawn, fileLink, text } from './drawn.ts';
import type { MasterRow, MasterView } from './master-view.ts';
import { overviewWidths as widths } from './overview-widths.ts';
import { todoGroups } from './todo.ts';
import type { Todo, TodoGroup } from './todo-group.ts';

/** 今天要做的事: whom to call about what, what to judge, what waits for the section. */
export function todoBlock(view: MasterView): Block {
  const groups = todoGroups(view);
  if (groups.length === 0)
    return stacked([
      line([
        {
          column: 0,
          columns: widths.length,
          drawn: text('√ 没有要打电话的学校，没有要判断的疑问，没有等着的文件。', 'good'),
        },
      ]),
    ]);
  return stacked([
    line([{ column: 0, columns: widths.length, drawn: text(summaryOf(groups), 'strong') }], 20),
    line(
      ['学校编码', '学校名称', '报送月份', '说什么、看什么', '联络人', '联络人电话', '校长', '校长电话'].map(
        (title, index): Piece => ({
          column: index < 4 ? index : index + 4,
          ...(index === 3 ? { columns: 5 } : {}),
          drawn: text(title, 'columnHead'),
        }),
      ),
    ),
    ...groups.flatMap((group) => [groupLine(group), ...group.items.map(itemLine)]),
    gap,
  ]);
}

function summaryOf(groups: readonly TodoGroup[]): string {
  return groups.map(({ sign, title, items }) => `${sign} ${title} ${items.length}`).join('　　');
}

function groupLine({ sign, title, hint, items }: TodoGroup): Block {
  const how = hint === '' ? '' : `：${hint}`;
  return line(
    [{ column: 0, columns: widths.length, drawn: text(`${sign} ${title}（${items.length}）${how}`, 'h2') }],
    24,
  );
}

function itemLine(item: Todo): Block {
  const { row, school = row?.school, say, link, place, call } = item;
  const from = school || place ? 3 : 0;
  const words: Piece = {
    column: from,
    columns: (school || call ? peopleColumn : widths.length) - from,
    drawn: link && !place ? { ...text(say, 'link'), link } : text(say, 'wrapped'),
  };
  const where: Drawn = place ? { ...text(place, 'link'), ...(link ? { link } : {}) } : code(row?.period ?? '');
  const about: readonly Piece[] = [
    ...(school
      ? [
          { column: 0, drawn: code(school.code) },
          { column: 1, drawn: row ? fileLink(school.name, row.path) : text(school.name) },
        ]
      : []),
    ...(from === 0 ? [] : [{ column: 2, drawn: where }]),
  ];
  const whom = call ? callPieces(call) : school ? people(school, row) : [];
  return wrappedLine([...about, words, ...whom], widths, 20);
}

const peopleColumn = 8;

function callPieces({ name, phone }: NonNullable<Todo['call']>): Piece[] {
  return [
    { column: peopleColumn, drawn: text(name) },
    { column: peopleColumn + 1, drawn: code(phone) },
  ];
}

/** Whom to call: as the register says, else as the school's own table says. */
function people(school: School, row: MasterRow | undefined): Piece[] {
  const liaison = school.liaison || reported(row, 'selfCheck_liaisonName');
  const liaisonPhone = school.liaisonPhone || reported(row, 'selfCheck_liaisonPhone');
  const nobody = liaisonPhone === '' && school.principalPhone === '';
  return [
    { column: 8, drawn: text(liaison) },
    { column: 9, drawn: nobody ? missingPhone : code(liaisonPhone) },
    { column: 10, drawn: text(school.principal) },
    { column: 11, drawn: code(school.principalPhone) },
  ];
}

const missingPhone: Drawn = text('▲ 名册没有电话', 'bad');

function reported(row: MasterRow | undefined, key: string): string {
  const value = row?.values[key];
  return value?.understood && value.value !== null ? String(value.value) : '';
}
