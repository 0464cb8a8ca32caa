import { darkStyles, fontStack, inlineStyles } from './letter-styles.ts';

const card = (content: string): string => `
  <mj-section css-class="card" background-color="#ffffff" padding="20px 18px 12px" border-radius="10px">
    <mj-column><mj-text>${content}</mj-text></mj-column>
  </mj-section>`;

const gap = `<mj-raw><div style="height: 12px; line-height: 12px; font-size: 1px">&#8202;</div></mj-raw>`;

const when = (name: string, content: string): string =>
  `<mj-raw>{{#${name}}}</mj-raw>${content}<mj-raw>{{/${name}}}</mj-raw>`;

const banner = `
  <mj-section padding="0 8px 12px"><mj-column><mj-text><p class="banner" role="note">{{banner}}</p></mj-text></mj-column></mj-section>`;

const opening = `
  <p class="office">{{office}}</p>
  <h1>{{title}}</h1>
  <p style="margin-top: 14px">{{greeting}}</p>
  {{#opening}}<p>{{.}}</p>{{/opening}}`;

const facts = `
  <table class="facts">{{#facts}}<tr><th scope="row">{{name}}</th><td>{{#link}}<a href="{{link}}">{{value}}</a>{{/link}}{{^link}}{{value}}{{/link}}</td></tr>{{/facts}}</table>`;

const figures = `
  {{#hasFigures}}{{#figures}}<h3>{{title}}</h3>
  <table class="figures">{{#rows}}<tr><th scope="row">{{name}}</th><td><b>{{value}}</b>{{#was}}<br /><span class="was">{{was}}</span>{{/was}}</td></tr>{{/rows}}</table>{{/figures}}{{/hasFigures}}`;

const line = `<span class="line">{{#isName}}<b>{{text}}</b>{{/isName}}{{^isName}}{{text}}{{/isName}}{{#link}} <a class="call" href="{{link}}">{{call}}</a>{{/link}}{{^link}} <span class="call">{{call}}</span>{{/link}}</span>`;

const list = `
  {{#hasTable}}{{#table}}<table class="list"><tr>{{#columns}}<th class="column" scope="col">{{.}}</th>{{/columns}}</tr>
  {{#rows}}<tr>{{#cells}}{{#isHead}}<th class="cell" scope="row">{{#lines}}${line}{{/lines}}</th>{{/isHead}}{{^isHead}}<td class="cell">{{#lines}}${line}{{/lines}}</td>{{/isHead}}{{/cells}}</tr>{{/rows}}</table>{{/table}}{{/hasTable}}`;

const steps = `
  {{#stepsTitle}}<h3>{{stepsTitle}}</h3>
  <ol class="steps">{{#steps}}<li>{{.}}</li>{{/steps}}</ol>{{/stepsTitle}}`;

const findings = `
  {{#findingsTitle}}<h3>{{findingsTitle}}</h3>
  <ol class="findings" role="list">{{#findings}}<li>
    {{#isError}}<span class="error">{{label}}</span>{{/isError}}{{^isError}}<span class="severity">{{label}}</span>{{/isError}}
    <b>{{blank}}</b> <span class="place">{{place}}</span>
    <p class="message">{{message}}</p>
  </li>{{/findings}}</ol>
  {{#more}}<p class="more">{{more}}</p>{{/more}}{{/findingsTitle}}`;

const section = `
  <h2>{{heading}} <span class="period">{{period}}</span></h2>
  <p class="status">{{#isAlarm}}<span class="alarm">{{status}}</span>{{/isAlarm}}{{#isCalm}}<span class="calm">{{status}}</span>{{/isCalm}}{{#isPlain}}<span class="plain">{{status}}</span>{{/isPlain}}</p>
  ${facts}${figures}${list}${steps}${findings}`;

const closing = `
  {{#closing}}<p>{{.}}</p>{{/closing}}
  <table class="facts">{{#contacts}}<tr><th scope="row">{{name}}</th><td>{{#link}}<a href="{{link}}">{{value}}</a>{{/link}}{{^link}}{{value}}{{/link}}</td></tr>{{/contacts}}</table>`;

const footer = `
  <mj-section css-class="foot" padding="16px 18px 28px">
    <mj-column><mj-text><p class="footer">{{office}}<br />{{footer}}</p></mj-text></mj-column>
  </mj-section>`;

/** Every letter's one template: MJML with mustache's places, filled from `LetterWords`. */
export const letterTemplate = `
<mjml lang="zh-CN" dir="ltr">
  <mj-head>
    <mj-title>{{subject}}</mj-title>
    <mj-preview>{{preview}}</mj-preview>
    <mj-raw>
      <meta name="color-scheme" content="light dark" />
      <meta name="supported-color-schemes" content="light dark" />
      <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
    </mj-raw>
    <mj-attributes>
      <mj-all font-family="${fontStack}" />
      <mj-text padding="0" font-size="16px" line-height="1.75" color="#1c2a36" />
    </mj-attributes>
    <mj-style inline="inline">${inlineStyles}</mj-style>
    <mj-style>${darkStyles}</mj-style>
  </mj-head>
  <mj-body width="640px" background-color="#eef2f5" css-class="page">
    ${gap}
    ${when('hasBanner', banner)}
    ${card(opening)}
    ${when('sections', gap + card(section))}
    ${gap}
    ${card(closing)}
    ${footer}
  </mj-body>
</mjml>`;
