import type { ScoresPublished } from '../../../schemas/events.ts';

/** A version of a year's scores as it was published. Plain data, as all of the state. */
export type ScoreVersion = Omit<ScoresPublished, 'type' | 'id'>;

/** Takes a version in; twice is once. */
export function applyScores(state: { scores?: ScoreVersion[] }, event: ScoresPublished): void {
  const { type: _, id: __, ...version } = event;
  const known = state.scores ?? [];
  if (known.some((it) => it.year === version.year && it.version === version.version)) return;
  state.scores = [...known, version];
}

/** The versions of a year, oldest first. */
export function versionsOf(scores: readonly ScoreVersion[] | undefined, year: number): readonly ScoreVersion[] {
  return (scores ?? []).filter((it) => it.year === year).toSorted((a, b) => a.version - b.version);
}

/** The version that stands for a school: the last one that corrected its points, else the first. */
export function versionFor(versions: readonly ScoreVersion[], school: string): ScoreVersion | undefined {
  return versions.findLast(({ corrects }) => corrects.some((it) => it.school === school)) ?? versions[0];
}
