import { letterTemplate } from './letter-template.ts';

/** The template as html that is only to be filled. The build puts the html itself in this file's place, and leaves mjml out. */
export async function compiledTemplate(): Promise<string> {
  return tidy(await mjmlToHtml(letterTemplate));
}

/** MJML as html, with nothing fetched from outside. Loading mjml costs half a second: a run without a letter never pays. */
export async function mjmlToHtml(source: string): Promise<string> {
  const { default: mjml } = await import('mjml');
  const { html } = await mjml(source, { validationLevel: 'strict', fonts: {} });
  return html;
}

/** Without the indentation of nested tables, and without a name space that reads like an outside address. */
function tidy(html: string): string {
  return html.replace(' xmlns="http://www.w3.org/1999/xhtml"', '').replace(/\n\s+/g, '\n').trim();
}
