const BLACK = { rgbColor: {} };
const rgb = (red: number, green: number, blue: number) => ({ rgbColor: { red, green, blue } });

/** How a cell of a new spreadsheet looks. */
export const DEFAULT_FORMAT = {
  backgroundColor: { red: 1, green: 1, blue: 1 },
  padding: { top: 2, right: 3, bottom: 2, left: 3 },
  verticalAlignment: 'BOTTOM',
  wrapStrategy: 'OVERFLOW_CELL',
  textFormat: {
    foregroundColor: {},
    fontFamily: 'arial,sans,sans-serif',
    fontSize: 10,
    bold: false,
    italic: false,
    strikethrough: false,
    underline: false,
    foregroundColorStyle: BLACK,
  },
  backgroundColorStyle: rgb(1, 1, 1),
};

/** The theme of a new spreadsheet. */
export const THEME = {
  primaryFontFamily: 'Arial',
  themeColors: [
    { colorType: 'TEXT', color: BLACK },
    { colorType: 'BACKGROUND', color: rgb(1, 1, 1) },
    { colorType: 'ACCENT1', color: rgb(0.25882354, 0.52156866, 0.95686275) },
    { colorType: 'ACCENT2', color: rgb(0.91764706, 0.2627451, 0.20784314) },
    { colorType: 'ACCENT3', color: rgb(0.9843137, 0.7372549, 0.015686275) },
    { colorType: 'ACCENT4', color: rgb(0.20392157, 0.65882355, 0.3254902) },
    { colorType: 'ACCENT5', color: rgb(1, 0.42745098, 0.003921569) },
    { colorType: 'ACCENT6', color: rgb(0.27450982, 0.7411765, 0.7764706) },
    { colorType: 'LINK', color: rgb(0.06666667, 0.33333334, 0.8) },
  ],
};
