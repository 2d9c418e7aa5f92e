import type { Page, PageAsked } from '../api/app.ts'
import { type LivedPorts, livedOfStored } from '../api/stored-lived.ts'
import { EVERY, pageOf, REPORT_MIN_N } from '../cli/lived-report.ts'

const FILTERS = ['source', 'from', 'to', 'channel', 'asOf'] as const

/** `GET /reports/{map}`: the page of `parcours report`, drawn from what is stored now. */
export const reportOf =
  (ports: LivedPorts & { readonly zone: () => Promise<string> }) =>
  async ({ params, query, language }: PageAsked): Promise<Page> => {
    const given = FILTERS.flatMap((name) => (query[name] ? [[name, query[name]]] : []))
    const minN = Number(query.minN ?? REPORT_MIN_N)
    const request = {
      ...Object.fromEntries(given),
      ...(query.where && { where: [query.where] }),
      minN: Number.isSafeInteger(minN) && minN >= 0 ? minN : REPORT_MIN_N,
      top: EVERY,
      workspaceZone: await ports.zone(),
    }
    const answer = await livedOfStored(ports, params.map ?? '', query.revision, request)
    return { html: pageOf(answer, request, language), selfContained: true }
  }
