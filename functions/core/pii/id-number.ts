const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** True where 18 characters add up as a citizen's ID number: province, birthday and check digit (GB 11643). */
export function isIdNumber(text: string): boolean {
  if (!looksLikeId(text)) return false;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(text[index]), 0);
  return '10X98765432'[sum % 11] === text[17]?.toUpperCase();
}

/** True where 15 or 18 characters have the province and the birthday of an ID number; one digit may be mistyped. */
export function looksLikeId(text: string): boolean {
  if (!/^(?:\d{15}|\d{17}[\dXx])$/.test(text) || !provinces.has(text.slice(0, 2))) return false;
  const born = text.length === 18 ? text.slice(6, 14) : `19${text.slice(6, 12)}`;
  const month = Number(born.slice(4, 6));
  const day = Number(born.slice(6));
  return /^(?:19|20)/.test(born) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
