import { childrensPlaces, places } from './allowed-places.ts';
import type { LivedYear } from './live.ts';
import { anyMark, children } from './markers.ts';
import { outputsOf, placesOf } from './outputs.ts';

/** Planted words that got where they do not belong, and those that were found nowhere, so that nothing was looked for. */
export function misplaced(year: LivedYear): { readonly strays: readonly string[]; readonly unseen: readonly string[] } {
  const outputs = outputsOf(year);
  const marks = placesOf(outputs, anyMark);
  const personal = [...children.names, ...children.numbers];
  const details = placesOf(outputs, new RegExp(personal.join('|'), 'g'));
  const wanted = [
    ...year.markers.planted.map(({ mark, kept, where }) => {
      return { what: where, found: [...(marks.get(mark) ?? [])], ...places[kept] };
    }),
    ...personal.map((word) => {
      return { what: word, found: [...(details.get(word) ?? [])], may: [childrensPlaces], must: childrensPlaces };
    }),
  ];
  return {
    strays: wanted.flatMap(({ what, found, may }) =>
      found.filter((name) => !may.some((place) => place.test(name))).map((name) => `${what}: ${name}`),
    ),
    unseen: wanted.filter(({ found, must }) => !found.some((name) => must.test(name))).map(({ what }) => what),
  };
}
