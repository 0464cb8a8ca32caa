import type { IFontAttributesProperties } from 'docx';

/** Fonts of official documents by name, and what a program takes instead where one is not installed. */
const faces = {
  title: {
    name: '方正小标宋简体',
    instead: '方正小标宋_GBK;小标宋体;华文中宋;STZhongsong;宋体;SimSun',
    family: 'roman',
  },
  body: { name: '仿宋_GB2312', instead: '仿宋;FangSong;华文仿宋;STFangsong;宋体;SimSun', family: 'modern' },
  head: { name: '黑体', instead: 'SimHei;华文黑体;STHeiti;微软雅黑', family: 'modern' },
  page: { name: '宋体', instead: 'SimSun;华文宋体;STSong', family: 'roman' },
  digits: { name: 'Times New Roman', instead: 'Liberation Serif', family: 'roman' },
} as const;

export type Face = Exclude<keyof typeof faces, 'digits'>;

/** A face for Chinese, with digits and letters beside it. */
export function fontOf(face: Face): IFontAttributesProperties {
  const { name } = faces[face];
  const latin = face === 'head' ? name : faces.digits.name;
  return { eastAsia: name, ascii: latin, hAnsi: latin, cs: latin, hint: 'eastAsia' };
}

/** word/fontTable.xml: each font with its substitutes. */
export function fontTable(): string {
  const fonts = Object.values(faces).map(({ name, instead, family }) => {
    const charset = name === faces.digits.name ? '00' : '86';
    return `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="${charset}"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`;
  });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
