import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';

/** `E3B341` as Google's parts of one; a part of 0 is left out as Google does. */
export function colour(rgb: string): sheets_v4.Schema$ColorStyle {
  // Four places, upwards: Sheets keeps whole 255ths, and cuts off what is over.
  const part = (at: number) => Math.ceil((Number.parseInt(rgb.slice(at, at + 2), 16) / 255) * 10_000) / 10_000;
  const parts = { red: part(0), green: part(2), blue: part(4) };
  return { rgbColor: Object.fromEntries(Object.entries(parts).filter(([, value]) => value > 0)) };
}
