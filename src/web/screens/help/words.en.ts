import type { fr } from './words.fr.ts'

export const en: Record<keyof typeof fr, string> = {
  'tour.name': 'Guided tour',
  'tour.offer':
    'First visit? Five minutes are enough to see where customers stop, who they are and what the map lacks.',
  'tour.offer.resume': 'The guided tour waits for you at step {step} of {steps}.',
  'tour.start': 'Start the tour',
  'tour.resume': 'Resume the tour',
  'tour.again': 'Guided tour, 5 minutes',
  'tour.decline': 'No, thank you',
  'tour.leave': 'Leave the tour (it can be resumed)',
  'tour.count': 'Step {step} of {steps}',
  'tour.before': 'Previous',
  'tour.next': 'Next',
  'tour.end': 'Finish',
  'tour.home.title': 'A journey, as it is lived',
  'tour.home.text':
    'Each designed map is here beside what customers really live: how many succeed, how long it takes, and what needs a decision.',
  'tour.lit.title': 'The map, lit by data',
  'tour.lit.text':
    'One column for each stage, one card for each touchpoint. The expected time is beside the lived one; every number explains itself on a click.',
  'tour.breaking.title': 'Where people stop',
  'tour.breaking.text':
    'A breaking point: far more customers stop at this stage than at the others, beyond what chance explains. Those still on their way do not count.',
  'tour.who.title': 'Who are they?',
  'tour.who.text': 'Behind every number is the list of people. Open it to know who stopped here.',
  'tour.missing.title': 'What the map lacks',
  'tour.missing.text':
    'What customers do and the map does not foresee, where it happens. Often, a touchpoint they expect and that does not exist.',
  'tour.add.title': 'Add it to the map',
  'tour.add.text': 'One gesture is enough: the touchpoint enters the map with the rule that recognises it.',
  'tour.moments.title': 'The moments that matter',
  'tour.moments.text':
    'Noticed in the data, each with its evidence. A person confirms or rejects them: the decision stays yours.',
  'tour.share.title': 'Show it to everyone',
  'tour.share.text':
    'A link that expires, a page to embed, an A3 poster or a spreadsheet: the same map for every team.',
  'tour.help.title': 'Help, always here',
  'tour.help.text': 'The words, the keyboard shortcuts, and this tour whenever you want it again. Safe travels.',
  'help.words': 'The words',
  'help.words.lead': 'What the words of Parcours mean, in English and in French.',
  'help.words.filter': 'Filter the words',
  'help.words.none': 'No word matches.',
  'help.words.collected': 'What is collected',
  'help.words.designed': 'The journey as designed',
  'help.words.lived': 'The journey as lived',
  'help.words.moments': 'The key moments',
  'help.words.numbers': 'The numbers',
  'help.words.together': 'Together',
  'help.meaning': 'What does “{word}” mean?',
  'help.meaning.of': 'What does this word mean?',
  'help.open': 'Help',
  'help.shortcuts': 'Keyboard shortcuts',
}
