export const fr = {
  'outside.shared': 'Carte partagée',
  'outside.withheld': 'les chiffres sur moins de {n} personnes ne sont pas montrés',
  'outside.few': 'moins de {n} personnes l’ont vécue : aucun chiffre n’est montré',
  'outside.limits': 'limité à {limits}',
  'outside.foot': 'Partagé avec Parcours, en lecture seule.',
  'outside.foot.until': 'Partagé avec Parcours, en lecture seule, jusqu’au {date}.',
  'outside.light': 'Passer en clair',
  'outside.dark': 'Passer en sombre',
  'outside.print': 'Imprimer',
} as const
