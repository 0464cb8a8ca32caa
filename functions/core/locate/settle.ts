import { type CellRef, cellAddress, cellAt } from '../../../schemas/grid.ts';
import { foldLabel } from '../../../schemas/text.ts';
import { addressIn, type Placing, type Scene } from './blank.ts';
import type { Spot, Target } from './plan.ts';
import { isBlank } from './strays.ts';

/** Where each blank of a tab is, by its name. */
export type Places = ReadonlyMap<string, Placing>;
type Names = ReadonlyMap<string, CellRef>;

/** Takes back what one blank's place says against another's: no blank is surer than its neighbours. */
export function settleBlanks(scene: Scene, placed: Places, names: Names): Places {
  return withoutHidden(scene, withoutDoubtfulNames(scene, placed, names), names);
}

/**
 * A blank without a name is taken only where no name of the tab contradicts, and either all words stand as on the
 * paper or the named blanks before and after it moved as it did. An empty one may have been deleted with its name,
 * unless all names were lost.
 */
function withoutDoubtfulNames(scene: Scene, placed: Places, names: Names): Places {
  const { sheet, plan, grid } = scene;
  const named = plan.targets.filter(({ key }) => names.has(key));
  const someNames = plan.names.some((name) => names.has(name));
  const contradicted = named.some(({ key }) => isRefused(placed.get(key)));
  const claimed = new Set([...names.values()].map(cellAddress));
  const isSure = (target: Target, at: CellRef): boolean => {
    if (contradicted || !grid.inJoint || claimed.has(cellAddress(at))) return false;
    if (someNames && isBlank(cellAt(sheet, at.row, at.column))) return false;
    return grid.asOnPaper || movedWithNeighbours(plan.targets, named, placed, target, at);
  };
  return new Map(
    plan.targets.flatMap((target): [string, Placing][] => {
      const place = placed.get(target.key);
      if (!place) return [];
      // Where rows changed places under names that stayed, a name may be right by chance.
      const isNamed = names.has(target.key) && (grid.inJoint || !contradicted);
      if (isNamed || 'refused' in place || isSure(target, place.at)) return [[target.key, place]];
      return [[target.key, doubt(scene, target)]];
    }),
  );
}

function isRefused(place: Placing | undefined): boolean {
  return place === undefined || 'refused' in place;
}

function doubt({ sheet, matches }: Scene, { anchor }: Target): Placing {
  const [label] = matches.at(anchor);
  return { refused: { why: 'labelMoved', ...(label ? { labelAt: addressIn(sheet, label) } : {}) } };
}

function movedWithNeighbours(
  targets: readonly Target[],
  named: readonly Target[],
  placed: Places,
  target: Target,
  at: CellRef,
): boolean {
  const index = targets.indexOf(target);
  const before = named.findLast((it) => targets.indexOf(it) < index);
  const after = named.find((it) => targets.indexOf(it) > index);
  const neighbours = [before, after].filter((it) => it !== undefined);
  return (
    neighbours.length > 0 &&
    neighbours.every(({ key, placed: { input } }) => {
      const place = placed.get(key);
      return place && 'at' in place && place.at.row - input.row === at.row - target.placed.input.row;
    })
  );
}

/** An empty blank is not taken where something in its row or column (on its whole tab, where it has no name) is homeless. */
function withoutHidden(scene: Scene, placed: Places, names: Names): Places {
  const { sheet, plan } = scene;
  const taken = new Set([...placed.values()].flatMap((place) => ('at' in place ? [cellAddress(place.at)] : [])));
  return new Map(
    plan.targets.flatMap((target): [string, Placing][] => {
      const place = placed.get(target.key);
      if (!place) return [];
      if ('refused' in place || !isBlank(cellAt(sheet, place.at.row, place.at.column))) return [[target.key, place]];
      const stray = homeless(scene, target, place.at, taken, !names.has(target.key));
      if (!stray) return [[target.key, place]];
      return [[target.key, { refused: { why: 'labelMoved', strayAt: addressIn(sheet, stray) } }]];
    }),
  );
}

/** A cell that holds what is no printed word and no answer taken: the blank's own may be there. 说明 is left aside. */
function homeless(
  scene: Scene,
  target: Target,
  at: CellRef,
  taken: ReadonlySet<string>,
  isEverywhere: boolean,
): Spot | undefined {
  const { sheet, plan, grid, matches } = scene;
  const [end = Number.POSITIVE_INFINITY] = plan.explainHead ? grid.columnsFor(plan.explainHead.column) : [];
  const words = new Set(target.mates.flatMap(({ column }) => grid.columnsFor(column)));
  const down = at.row - target.placed.input.row;
  const filled = new Set(
    plan.filled.flatMap(({ row, column }) =>
      grid.columnsFor(column).map((now) => addressIn(sheet, { row: row + down, column: now })),
    ),
  );
  for (const [row, cells] of sheet.cells.entries())
    for (const [column, cell] of cells.entries()) {
      if (isBlank(cell ?? null)) continue;
      const isNear = row === at.row ? !words.has(column) : column === at.column || isEverywhere;
      if (!isNear || (column >= end && column !== at.column)) continue;
      if (typeof cell === 'string' && matches.isPrinted(foldLabel(cell))) continue;
      const address = addressIn(sheet, { row, column });
      if (!taken.has(address) && !filled.has(address)) return { row, column };
    }
  return undefined;
}
