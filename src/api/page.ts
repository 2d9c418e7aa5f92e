import { type Language, type Refusal, say, type Words } from '../kernel/index.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

const STYLE = `
:root{color-scheme:light dark;--ink:#1c2230;--soft:#5b6474;--line:#dfe3ea;--paper:#fff;--ground:#f5f6f9;--accent:#0b5f6b}
@media(prefers-color-scheme:dark){:root{--ink:#e8ebf2;--soft:#a3acbd;--line:#333b4a;--paper:#1b202b;--ground:#13171f;--accent:#6fd0dc}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem}
h2{font-size:1.15rem;margin:2.2rem 0 .7rem}p{max-width:44rem;margin:.5rem 0}.soft{color:var(--soft)}
.card{background:var(--paper);border:1px solid var(--line);border-radius:12px;padding:1.2rem 1.4rem;margin:1rem 0}
table{width:100%;border-collapse:collapse}th,td{text-align:left;padding:.55rem .6rem;border-bottom:1px solid var(--line)}
th{font-weight:600;color:var(--soft);font-size:.85rem}tr:last-child td{border-bottom:0}.scroll{overflow-x:auto}
code,pre{font:.9em/1.5 ui-monospace,monospace;background:var(--ground);border-radius:6px}code{padding:.1rem .35rem}
pre{padding:.7rem .9rem;overflow-x:auto;border:1px solid var(--line)}a{color:var(--accent)}ol{padding-left:1.3rem}li{margin:.5rem 0}
.dot{display:inline-block;width:.6rem;height:.6rem;border-radius:50%;background:#2c8a4b;margin-right:.4rem}.dot.off{background:#c43d3d}`

const document = (title: string, body: string, language: Language): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`

/** A map as the index lists it. */
export interface ListedMap {
  readonly id: string
  readonly title: string
  readonly revision: number
  readonly status: string
  readonly at: string
}

export interface IndexFacts {
  readonly maps: readonly ListedMap[]
  /** Kept events; nothing where the engine does not answer. */
  readonly events: number | undefined
  readonly engines: Readonly<Record<string, boolean>>
  readonly dataFolder: string
}

const words = (fr: string, en: string): Words => ({ fr, en })

const STATUS_WORDS: Readonly<Record<string, Words>> = {
  draft: words('brouillon', 'draft'),
  in_review: words('en relecture', 'in review'),
  approved: words('approuvée', 'approved'),
  archived: words('archivée', 'archived'),
}

const mapTable = (maps: readonly ListedMap[], language: Language): string => {
  const t = (fr: string, en: string) => escaped(say({ fr, en }, language))
  const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' })
  const rows = maps.map(({ id, title, revision, status, at }) => {
    const link = `/reports/${encodeURIComponent(id)}?lang=${language}`
    const state = escaped(say(STATUS_WORDS[status] ?? status, language))
    return `<tr><td><strong>${escaped(title)}</strong><br><span class="soft">${escaped(id)}</span></td>
<td>${revision}</td><td>${state}</td><td>${escaped(date.format(new Date(at)))}</td>
<td><a href="${link}">${t('Voir le rapport', 'See the report')}</a></td></tr>`
  })
  const heads = [t('Carte', 'Map'), t('Révision', 'Revision'), t('État', 'Status'), t('Déposée le', 'Pushed on'), '']
  return `<div class="card scroll"><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead>
<tbody>${rows.join('')}</tbody></table></div>`
}

/** What to do first, in the order of the work: interactions, a map, the page that puts one beside the other. */
const firstSteps = ({ dataFolder, events }: IndexFacts, language: Language): string => {
  const t = (fr: string, en: string) => escaped(say({ fr, en }, language))
  const folder = /^[\w@%+=:,./-]+$/.test(dataFolder) ? dataFolder : `'${dataFolder.replaceAll("'", "'\\''")}'`
  const command = (text: string) => `<pre>${escaped(`parcours ${text} --data ${folder}`)}</pre>`
  const steps = [
    [
      t(
        'Apportez des interactions : un export CSV, NDJSON, Parquet ou XES.',
        'Bring interactions: a CSV, NDJSON, Parquet or XES export.',
      ),
      command('import export.csv --source crm'),
    ],
    [
      t(
        'Faites proposer une carte par vos données, puis corrigez-la dans un éditeur de texte.',
        'Let your data propose a map, then correct it in a text editor.',
      ),
      command('map draft -o parcours.yaml'),
    ],
    [t('Vérifiez-la et déposez-la ici.', 'Check it and push it here.'), command('map push parcours.yaml')],
  ]
  const [, ...withoutImport] = steps
  const shown = events ? withoutImport : steps
  return `<div class="card"><p><strong>${t('Aucune carte pour le moment.', 'No map yet.')}</strong>
${t('Une carte dit le parcours que vous avez conçu ; Parcours montre à côté celui que vos clients vivent.', 'A map tells the journey you designed; Parcours shows beside it the one that your customers live.')}</p>
<ol>${shown.map(([text, code]) => `<li>${text}${code}</li>`).join('')}</ol>
<p class="soft">${t('Pour voir d’abord un exemple complet : npm run demo.', 'To see a complete example first: npm run demo.')}</p></div>`
}

const index = (facts: IndexFacts, language: Language): string => {
  const t = (fr: string, en: string) => escaped(say({ fr, en }, language))
  const count =
    facts.events === undefined
      ? t('Le moteur d’analyse ne répond pas pour le moment.', 'The analytical engine does not answer for now.')
      : `${new Intl.NumberFormat(language).format(facts.events)} ${t(facts.events > 1 ? 'interactions conservées.' : 'interaction conservée.', facts.events === 1 ? 'interaction kept.' : 'interactions kept.')}`
  const engines = Object.entries(facts.engines)
    .map(([role, up]) => `<span class="dot${up ? '' : ' off'}"></span>${escaped(role)}`)
    .join(' &nbsp; ')
  const other =
    language === 'fr' ? '<a href="/?lang=en" lang="en">English</a>' : '<a href="/?lang=fr" lang="fr">Français</a>'
  return document(
    'Parcours',
    `<p class="soft" style="float:right">${other}</p><h1>Parcours</h1>
<p class="soft">${t('Les parcours que vous avez conçus, à côté de ceux que vos clients vivent.', 'The journeys you designed, beside the ones your customers live.')}</p>
<p>${count}</p><h2>${t('Cartes et rapports', 'Maps and reports')}</h2>
${facts.maps.length > 0 ? mapTable(facts.maps, language) : firstSteps(facts, language)}
<h2>${t('Moteurs', 'Engines')}</h2><p>${engines}</p>
<p class="soft"><a href="/api/openapi.json">OpenAPI</a> · <a href="/metrics">metrics</a></p>`,
    language,
  )
}

const refusal = ({ what, remedy, code }: Refusal, language: Language): string =>
  document(
    'Parcours',
    `<h1>${escaped(say(what, language))}</h1><p>${escaped(say(remedy, language))}</p><p class="soft"><code>${escaped(code)}</code></p>`,
    language,
  )

/** The pages that the api draws itself: plain HTML, no script. */
export const page = { index, refusal }
