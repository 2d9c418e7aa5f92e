import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'nav.segments': 'Segments',
  'segments.title': 'Segments',
  'segments.lead':
    'Conditions under a name, to be asked everywhere. Who belongs is worked out each time: never a frozen list.',
  'segments.new': 'New segment',
  'segments.none': 'No segment has a name so far',
  'segments.none.lead':
    'A segment says who belongs: “store is lille”, “persona is senior”. Name one here, or from the filters of any question: it then serves in every measure, on the maps and on each customer’s page.',
  'segments.name': 'Name of the segment',
  'segments.conditions': 'Conditions, all of them fulfilled',
  'segments.conditions.how': 'Each is fulfilled by at least one interaction of the person.',
  'segments.preview': '{count, plural, one {# person belongs} other {# people belong}}',
  'segments.preview.of': 'of {all}: {share}',
  'segments.count': '{count, plural, one {# person} other {# people}}',
  'segments.share': '{share} of the people known',
  'segments.counting': 'counting…',
  'segments.uncounted': 'The count did not come: {why}',
  'segments.keep': 'Name the segment',
  'segments.change.keep': 'Save',
  'segments.who': 'Who belongs',
  'segments.rename': 'Rename',
  'segments.change': 'Change the conditions',
  'segments.funnel': 'See where they stop',
  'segments.compare': 'Compare them with everybody',
  'segments.remove': 'Delete',
  'segments.tools': 'What to do with {name}',
  'segments.used': 'Asked by {count, plural, one {# kept view} other {# kept views}}:',
  'segments.used.none': 'No kept view asks for it.',
  'segments.removed': '“{name}” is deleted.',
  'segments.removed.used':
    '“{name}” is deleted: {count, plural, one {# kept view no longer answers} other {# kept views no longer answer}}.',
  'segments.undo': 'Undo',
  'segments.taken': 'A segment bears this name already.',
}
