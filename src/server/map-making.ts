import type { Endpoint } from '../api/endpoint.ts'
import type { Live } from '../api/live.ts'
import { createRuleReader } from '../events/rule-reader.clickhouse.ts'
import { ruleEndpoints } from '../events/rules.http.ts'
import { localOwnerMay } from '../governance/index.ts'
import { createVerbatimReader } from '../journeys/verbatim-reader.clickhouse.ts'
import { verbatimEndpoints } from '../journeys/verbatims.http.ts'
import { checkEndpoints } from '../maps/check.http.ts'
import type { Maps } from '../maps/index.ts'
import { newMapEndpoints } from '../maps/new-map.http.ts'
import { templates } from '../maps/templates.node.ts'
import type { Analytics } from '../storage/clickhouse/analytics.ts'

export interface MapMakingParts {
  readonly maps: Maps | undefined
  readonly analytics: Analytics | undefined
  readonly live: Live
}

/** What is asked while a map is being made: is it sound, what may it begin from, what would a rule recognise, what was said. */
export const mapMakingEndpoints = ({ maps, analytics, live }: MapMakingParts): readonly Endpoint[] => [
  ...(maps
    ? [...checkEndpoints(maps), ...newMapEndpoints({ maps, templates, changed: () => live.tell(['maps']) })]
    : []),
  ...(maps && analytics ? verbatimEndpoints({ maps, reader: createVerbatimReader(analytics) }) : []),
  ...(analytics ? ruleEndpoints({ reader: createRuleReader(analytics), may: localOwnerMay }) : []),
]
