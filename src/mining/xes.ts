import type { LoggedJourney } from './event-log.ts'

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Text of an attribute: XML 1.0 has no other control signs than tab and line ends, and keeps those only as references. */
const text = (value: string): string =>
  value
    .replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign)
    .replace(/[\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\u0000-\u001f\ufffe\uffff]/g, '')

const string = (key: string, value: string) => `<string key="${key}" value="${text(value)}"/>`
const date = (key: string, value: string) => `<date key="${key}" value="${value}"/>`

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="trace"><string key="concept:name" value=""/></global>
  <global scope="event"><string key="concept:name" value=""/><date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/></global>
  <classifier name="Activity" keys="concept:name"/>
`

/** Lived journeys as XES (IEEE 1849-2016), piece by piece: a trace a journey, an event an interaction. */
export async function* xesOf(name: string, journeys: AsyncIterable<LoggedJourney>): AsyncGenerator<string> {
  yield `${HEAD}  ${string('concept:name', name)}\n`
  for await (const { id, person, status, stage, events } of journeys) {
    const own = [string('concept:name', id), string('parcours:person', person), string('parcours:status', status)]
    const lines = events.map(({ activity, at, channel, event, onMap }) => {
      const parts = [string('concept:name', activity), date('time:timestamp', at)]
      if (channel !== '') parts.push(string('channel', channel))
      if (event !== activity) parts.push(string('parcours:event', event))
      parts.push(`<boolean key="parcours:onMap" value="${onMap}"/>`)
      return `    <event>${parts.join('')}</event>\n`
    })
    const furthest = stage === '' ? '' : string('parcours:stage', stage)
    yield `  <trace>\n    ${own.join('')}${furthest}\n${lines.join('')}  </trace>\n`
  }
  yield '</log>\n'
}
