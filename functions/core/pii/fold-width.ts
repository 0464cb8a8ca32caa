/** A text in half width, with plain hyphens and spaces, unit by unit: places in it are places in what was typed. */
export function foldWidth(text: string): string {
  return text.replace(/[！-～　\u00a0\u200b-\u200f\u2060\ufeff‐‑‒–—―−]/g, (sign) => {
    if (/[！-～]/.test(sign)) return String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
    return /[‐‑‒–—―−]/.test(sign) ? '-' : ' ';
  });
}
