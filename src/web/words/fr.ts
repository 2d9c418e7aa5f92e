import { fr as kit } from '../kit/words.fr.ts'
import { fr as outside } from '../outside/words.fr.ts'
import { fr as comments } from '../screens/comments/words.fr.ts'
import { fr as desk } from '../screens/desk/words.fr.ts'
import { fr as exported } from '../screens/exports/words.fr.ts'
import { fr as help } from '../screens/help/words.fr.ts'
import { fr as home } from '../screens/home/words.fr.ts'
import { fr as imports } from '../screens/imports/words.fr.ts'
import { fr as board } from '../screens/journeys/board/words.fr.ts'
import { fr as drafts } from '../screens/journeys/draft/words.fr.ts'
import { fr as explore } from '../screens/journeys/explore/words.fr.ts'
import { fr as family } from '../screens/journeys/family/words.fr.ts'
import { fr as filters } from '../screens/journeys/filter-bar/words.fr.ts'
import { fr as lanes } from '../screens/journeys/lanes/words.fr.ts'
import { fr as offMap } from '../screens/journeys/off-map/words.fr.ts'
import { fr as panel } from '../screens/journeys/panel/words.fr.ts'
import { fr as people } from '../screens/journeys/people/words.fr.ts'
import { fr as rules } from '../screens/journeys/rules/words.fr.ts'
import { fr as table } from '../screens/journeys/table/words.fr.ts'
import { fr as journeys } from '../screens/journeys/words.fr.ts'
import { fr as log } from '../screens/log/words.fr.ts'
import { fr as maps } from '../screens/maps/words.fr.ts'
import { fr as analyses } from '../screens/measure/analyses/words.fr.ts'
import { fr as measure } from '../screens/measure/words.fr.ts'
import { fr as moments } from '../screens/moments/words.fr.ts'
import { fr as newMap } from '../screens/new-map/words.fr.ts'
import { fr as notices } from '../screens/notices/words.fr.ts'
import { fr as customers } from '../screens/people/words.fr.ts'
import { fr as revisions } from '../screens/revisions/words.fr.ts'
import { fr as segments } from '../screens/segments/words.fr.ts'
import { fr as shares } from '../screens/shares/words.fr.ts'
import { fr as sources } from '../screens/sources/words.fr.ts'
import { fr as views } from '../screens/views/words.fr.ts'
import { fr as workshops } from '../screens/workshops/words.fr.ts'
import { fr as shell } from '../shell/words.fr.ts'
import { fr as design } from './design.fr.ts'
import { fr as domain } from './domain.fr.ts'
import { fr as events } from './events.fr.ts'

/**
 * Every text of the interface in French, the first language: each screen brings its own, beside it.
 * Typography: espace insécable avant ; : ! ? et dans « ».
 */
export const fr = {
  ...domain,
  ...design,
  ...events,
  ...kit,
  ...shell,
  ...outside,
  ...help,
  ...home,
  ...comments,
  ...revisions,
  ...notices,
  ...moments,
  ...measure,
  ...analyses,
  ...views,
  ...maps,
  ...customers,
  ...desk,
  ...sources,
  ...log,
  ...imports,
  ...journeys,
  ...people,
  ...explore,
  ...filters,
  ...drafts,
  ...board,
  ...panel,
  ...table,
  ...family,
  ...newMap,
  ...offMap,
  ...lanes,
  ...segments,
  ...shares,
  ...workshops,
  ...rules,
  ...exported,
} as const

export type Key = keyof typeof fr
