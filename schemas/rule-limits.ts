/**
 * Numbers that rules between blanks hold a report against. They travel with the form, as the limits of single blanks do:
 * a script made before a change judges by what the form says.
 */
export interface RuleLimits {
  /** A2-ROLL: usual pupils a teacher, both inclusive. */
  readonly pupilsPerTeacher: { readonly from: number; readonly through: number };
  /** A2-CAP: parents a pupil that may come to one session. */
  readonly parentsPerPupil: number;
}

export const ruleLimits: RuleLimits = { pupilsPerTeacher: { from: 3, through: 40 }, parentsPerPupil: 2 };
