import { en as kit } from '../kit/words.en.ts'
import { en as outside } from '../outside/words.en.ts'
import { en as comments } from '../screens/comments/words.en.ts'
import { en as desk } from '../screens/desk/words.en.ts'
import { en as exported } from '../screens/exports/words.en.ts'
import { en as help } from '../screens/help/words.en.ts'
import { en as home } from '../screens/home/words.en.ts'
import { en as imports } from '../screens/imports/words.en.ts'
import { en as board } from '../screens/journeys/board/words.en.ts'
import { en as drafts } from '../screens/journeys/draft/words.en.ts'
import { en as explore } from '../screens/journeys/explore/words.en.ts'
import { en as family } from '../screens/journeys/family/words.en.ts'
import { en as filters } from '../screens/journeys/filter-bar/words.en.ts'
import { en as lanes } from '../screens/journeys/lanes/words.en.ts'
import { en as offMap } from '../screens/journeys/off-map/words.en.ts'
import { en as panel } from '../screens/journeys/panel/words.en.ts'
import { en as people } from '../screens/journeys/people/words.en.ts'
import { en as rules } from '../screens/journeys/rules/words.en.ts'
import { en as table } from '../screens/journeys/table/words.en.ts'
import { en as journeys } from '../screens/journeys/words.en.ts'
import { en as log } from '../screens/log/words.en.ts'
import { en as maps } from '../screens/maps/words.en.ts'
import { en as analyses } from '../screens/measure/analyses/words.en.ts'
import { en as measure } from '../screens/measure/words.en.ts'
import { en as moments } from '../screens/moments/words.en.ts'
import { en as newMap } from '../screens/new-map/words.en.ts'
import { en as notices } from '../screens/notices/words.en.ts'
import { en as customers } from '../screens/people/words.en.ts'
import { en as revisions } from '../screens/revisions/words.en.ts'
import { en as segments } from '../screens/segments/words.en.ts'
import { en as shares } from '../screens/shares/words.en.ts'
import { en as sources } from '../screens/sources/words.en.ts'
import { en as views } from '../screens/views/words.en.ts'
import { en as workshops } from '../screens/workshops/words.en.ts'
import { en as shell } from '../shell/words.en.ts'
import { en as design } from './design.en.ts'
import { en as domain } from './domain.en.ts'
import { en as events } from './events.en.ts'
import type { Key } from './fr.ts'

/** Every text of the interface in English. */
export const en: Record<Key, string> = {
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
}
