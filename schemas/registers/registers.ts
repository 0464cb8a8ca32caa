import { scoreAppeals } from '../scoring/score-appeals.ts';
import { siteMarks } from '../scoring/site-marks.ts';
import { appeals, flashes, opinions, petitions, supervisions } from './cases.ts';
import { activities, surveys, termChecks } from './education.ts';
import { inspections } from './inspections.ts';
import { leadingGroup, legalDeputies } from './people.ts';
import { publicPhones } from './public-phones.ts';
import { publications } from './publications.ts';
import { referrals } from './referrals.ts';
import type { ApartRegister, Register } from './register.ts';
import { documents, files } from './school-files.ts';
import { tasks } from './tasks.ts';

/** The registers of the control workbook, in the order of its tabs. Adding one is its declaration and a line here. */
export const registers: readonly Register[] = [
  opinions,
  petitions,
  flashes,
  supervisions,
  appeals,
  files,
  inspections,
  documents,
  legalDeputies,
  surveys,
  activities,
  termChecks,
  siteMarks,
  scoreAppeals,
  tasks,
  publications,
  publicPhones,
  leadingGroup,
];

/** Registers in workbooks of their own, each for its owner alone: never among the others. */
export const registersApart: readonly ApartRegister[] = [referrals];
