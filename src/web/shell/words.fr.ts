export const fr = {
  'nav.home': 'Accueil',
  'nav.maps': 'Cartes',
  'nav.loop': 'La boucle',
  'nav.open': 'Ouvrir la navigation',
  'shell.skip': 'Aller au contenu',
  'shell.search': 'Rechercher ou aller à…',
  'shell.language': 'Passer en anglais',
  'shell.dark': 'Thème sombre',
  'shell.light': 'Thème clair',
  'palette.empty': 'Rien de ce nom.',
} as const
