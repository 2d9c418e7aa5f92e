export const fr = {
  'state.failed': 'Cela n’a pas pu être chargé',
  'state.retry': 'Réessayer',
  'state.working': 'Calcul en cours…',
} as const
