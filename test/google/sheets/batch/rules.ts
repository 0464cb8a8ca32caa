import { gridArea, gridRange, sheetById } from '../area.ts';
import { withFieldsAlike } from '../cell/change.ts';
import type { BasicFilter, ConditionalFormatRule, GridRange, Sheet } from '../document.ts';
import { type Edit, touch } from '../edit.ts';
import { Invalid } from '../errors.ts';
import { changeCells } from '../grid.ts';
import type { Message } from '../schema/check.ts';
import { checkCondition } from './condition.ts';

/** Without a rule the cells lose theirs. */
function setDataValidation(edit: Edit, { range, rule }: { range?: GridRange; rule?: Message }): undefined {
  const { sheet, ...area } = gridArea(edit.document, range, true);
  if (rule && Object.keys(rule).length > 0) checkCondition(rule.condition);
  touch(edit, sheet, area);
  const mask = new Map([['dataValidation', 'all' as const]]);
  changeCells(sheet, area, withFieldsAlike({ ...(rule && { dataValidation: rule }) }, mask));
}

function addConditionalFormatRule(
  edit: Edit,
  { rule, index = 0 }: { rule?: ConditionalFormatRule; index?: number },
): undefined {
  const [sheet, checked] = checkRule(edit, rule);
  if (index > sheet.conditionalFormats.length) throw noRule(index, sheet);
  sheet.conditionalFormats.splice(index, 0, checked);
}

interface Update {
  readonly index?: number;
  readonly sheetId?: number;
  readonly rule?: ConditionalFormatRule;
  readonly newIndex?: number;
}

/** Replaces a rule, or moves it. */
function updateConditionalFormatRule(edit: Edit, { index = 0, sheetId, rule, newIndex }: Update): Message {
  const sheet = rule ? checkRule(edit, rule)[0] : sheetById(edit.document, sheetId);
  const old = sheet.conditionalFormats[index];
  if (!old) throw noRule(index, sheet);
  const next = rule ? checkRule(edit, rule)[1] : old;
  const to = newIndex ?? index;
  sheet.conditionalFormats.splice(index, 1);
  sheet.conditionalFormats.splice(to, 0, next);
  const at = { ...(index && { oldIndex: index }), ...(to && { newIndex: to }) };
  return { updateConditionalFormatRule: { ...(rule && { oldRule: old }), newRule: next, ...at } };
}

function deleteConditionalFormatRule(
  edit: Edit,
  { index = 0, sheetId }: { index?: number; sheetId?: number },
): Message {
  const sheet = sheetById(edit.document, sheetId);
  const [rule] = sheet.conditionalFormats.splice(index, 1);
  if (!rule) throw noRule(index, sheet);
  return { deleteConditionalFormatRule: { rule } };
}

function checkRule(edit: Edit, rule: ConditionalFormatRule | undefined): [Sheet, ConditionalFormatRule] {
  const ranges = (rule?.ranges ?? []).map((range) => gridArea(edit.document, range, true));
  const sheet = ranges[0]?.sheet;
  if (!rule || !sheet) throw new Invalid('A conditional format rule must have at least one range.');
  if (ranges.some((range) => range.sheet !== sheet)) throw new Invalid('All ranges of a rule must be on one sheet.');
  if (!rule.booleanRule === !rule.gradientRule) throw new Invalid('A rule must be either boolean or a gradient.');
  if (rule.booleanRule) checkCondition(rule.booleanRule.condition);
  return [sheet, { ...rule, ranges: ranges.map(({ sheet: _, ...area }) => gridRange(sheet, area)) }];
}

const noRule = (index: number, sheet: Sheet) =>
  new Invalid(`No conditional format on sheet: ${sheet.properties.sheetId} at index: ${index}`);

/** The range is answered with all its ends, as of the moment when it was set. */
function setBasicFilter(edit: Edit, { filter }: { filter?: BasicFilter }): undefined {
  const { sheet, ...area } = gridArea(edit.document, filter?.range, true);
  sheet.basicFilter = { ...filter, range: gridRange(sheet, area) };
}

function clearBasicFilter(edit: Edit, { sheetId }: { sheetId?: number }): undefined {
  sheetById(edit.document, sheetId).basicFilter = undefined;
}

export const ruleRequests = {
  setDataValidation,
  addConditionalFormatRule,
  updateConditionalFormatRule,
  deleteConditionalFormatRule,
  setBasicFilter,
  clearBasicFilter,
};
