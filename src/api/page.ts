import { type Language, type Refusal, say } from '../kernel/index.ts'

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

const refusal = ({ what, remedy, code }: Refusal, language: Language): string =>
  document(
    'Parcours',
    `<h1>${escaped(say(what, language))}</h1><p>${escaped(say(remedy, language))}</p><p class="soft"><code>${escaped(code)}</code></p>`,
    language,
  )

/** In place of the application where the program runs from its source and nothing is built. */
const notBuilt = document(
  'Parcours',
  '<h1>Parcours</h1><p>L’application n’est pas construite : <code>npm run build</code>.</p><p lang="en">The application is not built: <code>npm run build</code>.</p>',
  'fr',
)

/** The pages that the api draws itself: plain HTML, no script. */
export const page = { refusal, notBuilt }
