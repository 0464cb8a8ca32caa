/** Runs in the page: how wide it is, words that stand beyond its edge (a card cuts them off), and words whose contrast with what is behind them is below 4.5. */
export const inspect = `(() => {
  const channel = (value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const numbers = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const shown = (colour) => (globalThis.turnedOver ? colour.map((value) => 255 - value) : colour);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = numbers(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  const cut = [];
  for (const element of document.body.querySelectorAll('*')) {
    const words = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join('');
    if (words === '' || element.getClientRects().length === 0 || element.getBoundingClientRect().height <= 12) continue;
    if (element.getBoundingClientRect().right > innerWidth) cut.push(words);
    const pair = [light(shown(numbers(getComputedStyle(element).color).slice(0, 3))), light(shown(behind(element).slice(0, 3)))].sort((a, b) => b - a);
    if ((pair[0] + 0.05) / (pair[1] + 0.05) < 4.5) faint.push(words);
  }
  return { width: document.documentElement.scrollWidth, cut, faint };
})()`;
