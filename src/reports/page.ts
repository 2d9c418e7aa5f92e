import { escaped, typeset } from '../drawings/index.ts'
import { type Language, tell } from '../kernel/index.ts'
import { PAGE_SCRIPT } from './page-script.ts'
import { pageStyle } from './page-style.ts'
import { createScribe, type Scribe } from './scribe.ts'
import { definitions } from './section-definitions.ts'
import { breaking, deviations, offMap } from './section-gaps.ts'
import { grid } from './section-grid.ts'
import { head } from './section-head.ts'
import { moments } from './section-moments.ts'
import { paths } from './section-paths.ts'
import { type ReportInput, viewOf } from './view.ts'
import type { PageWord } from './words.ts'

export interface PageMeans {
  /** WOFF2 in base64; without it the reader's own sans serif is used. */
  readonly typeface?: string
  /** SHA-256 in base64, for the page's content security policy. */
  readonly sha256: (text: string) => string
}

const LANGUAGES = ['fr', 'en'] as const satisfies readonly Language[]
const SECTIONS = [
  ['grid', 'gridTitle'],
  ['paths', 'pathsTitle'],
  ['off-map', 'offMapTitle'],
  ['conformance', 'conformanceTitle'],
  ['breaking', 'breakingTitle'],
  ['moments', 'momentsTitle'],
  ['definitions', 'definitions'],
] as const satisfies readonly (readonly [string, PageWord])[]

/**
 * One self-contained page: the designed map lit by what was lived, in French and in English. It reaches no network, runs one script
 * known by its hash, and carries its numbers' explanations as inert data that the script shows as text.
 */
export const reportPage = (input: ReportInput, { typeface, sha256 }: PageMeans): string => {
  const bodies = LANGUAGES.map((language) => languageBody(input, language))
  const style = pageStyle(typeface)
  const policy = `default-src 'none'; script-src 'sha256-${sha256(PAGE_SCRIPT)}'; style-src 'sha256-${sha256(style)}'; font-src data:; base-uri 'none'; form-action 'none'`
  const data = JSON.stringify(
    Object.fromEntries(
      bodies.map(({ language, title, scribe }) => [language, { title, explanations: scribe.explanations }]),
    ),
  )
  return [
    '<!doctype html>',
    `<html lang="${input.language}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="generator" content="Parcours">',
    '<meta name="robots" content="noindex">',
    `<title>${escaped(bodies.find(({ language }) => language === input.language)?.title ?? '')}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    ...bodies.map(
      ({ language, html }) =>
        `<div class="page" lang="${language}"${language === input.language ? '' : ' hidden'}>${html}</div>`,
    ),
    '<div id="explanation" class="explanation" role="tooltip" hidden></div>',
    `<script type="application/json" id="report">${inert(data)}</script>`,
    `<script>${PAGE_SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** JSON that no HTML parser can take for markup. */
const inert = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)

const languageBody = (input: ReportInput, language: Language) => {
  const scribe = createScribe(language, input.minN)
  const view = viewOf(input, language)
  const name = typeset(tell(input.map.title, language), language) || input.map.id
  const parts = [
    head(view, scribe),
    grid(view, scribe),
    paths(view, scribe),
    offMap(view, scribe),
    deviations(view, scribe),
    breaking(view, scribe),
    moments(view, scribe),
    definitions(scribe),
  ]
  const html = `${topBar(scribe)}<main id="${language}-main">${parts.join('')}</main>${footer(input, scribe)}`
  return { language, title: name, scribe, html }
}

const topBar = (s: Scribe): string => {
  const links = SECTIONS.map(([name, word]) => `<a href="#${s.language}-${name}">${escaped(s.t(word))}</a>`)
  const languages = LANGUAGES.map(
    (language) =>
      `<button type="button" data-language="${language}" lang="${language}" aria-pressed="${language === s.language}">${language === 'fr' ? 'Français' : 'English'}</button>`,
  )
  const theme = `<button type="button" data-theme-switch aria-label="${escaped(s.t('dark'))}"><svg viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="6.2"/><path d="M8 1.800a6.200 6.200 0 0 1 0 12.400z"/></svg></button>`
  return `<a class="skip" href="#${s.language}-main">${escaped(s.t('skip'))}</a><div class="bar-top"><span class="brand">Parcours</span><nav aria-label="${escaped(s.t('sectionsNav'))}">${links.join('')}</nav><div class="controls" role="group" aria-label="${escaped(s.t('language'))}">${languages.join('')}${theme}</div></div>`
}

const footer = ({ lived }: ReportInput, s: Scribe): string => {
  const { id, revision, hash } = lived.map
  const name = [id, revision === null ? '' : `@${revision}`].join('')
  return `<footer><p>${escaped(s.t('footer'))}</p><p class="note">${escaped(`${name} · ${hash.slice(0, 12)} · ${lived.asOf}`)}</p></footer>`
}
