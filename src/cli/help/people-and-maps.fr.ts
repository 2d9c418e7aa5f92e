/** What help says of the commands on people and maps, and of what is asked of whom. By what it says in English. */
export const peopleAndMaps: readonly (readonly [english: string, french: string])[] = [
  ['one person behind many identifiers', 'une personne derrière plusieurs identifiants'],
  [
    'one profile: identifiers and why they are one, traits, journeys, orders, timeline',
    'un profil : ses identifiants et pourquoi ils n’en font qu’un, traits, parcours, commandes, fil du temps',
  ],
  ['interactions shown', 'interactions montrées'],
  ['only interactions before this date or instant', 'seulement les interactions d’avant cette date ou cet instant'],
  ['who it was known to be on this date or instant', 'qui l’on savait qu’elle était à cette date ou cet instant'],
  [
    'any identifier of the person: an e-mail, a telephone, loyalty:…, user:…, or the profile’s own id',
    'n’importe quel identifiant de la personne : un e-mail, un téléphone, loyalty:…, user:…, ou l’identifiant du profil',
  ],
  [
    'people by what they are known by, and what people said',
    'les personnes par ce que l’on connaît d’elles, et ce qu’elles ont dit',
  ],
  [
    'an identifier, a name or a town, or words that somebody wrote or said',
    'un identifiant, un nom ou une ville, ou des mots que quelqu’un a écrits ou dits',
  ],
  [
    'works out who is who from what came in since the last time',
    'démêle qui est qui parmi ce qui est arrivé depuis la dernière fois',
  ],
  [
    'makes one person of two; unmerge brings both back exactly',
    'fait de deux personnes une seule ; unmerge rend les deux exactement',
  ],
  ['the reason, kept with the decision', 'la raison, gardée avec la décision'],
  ['an identifier of the one', 'un identifiant de l’une'],
  ['an identifier of the other', 'un identifiant de l’autre'],
  ['makes two persons of one again, and keeps them apart', 'refait d’une personne deux, et les garde séparées'],
  [
    'merges that evidence asks for and that wait for a steward',
    'les fusions que des indices demandent et qui attendent quelqu’un',
  ],
  [
    'declares which properties of a source’s events name people',
    'déclare quelles propriétés des événements d’une source nomment des personnes',
  ],
  ['a source of events', 'une source d’événements'],
  [
    'properties that name the person (user, crm, loyalty, email, phone, social, order, device, anonymous)',
    'propriétés qui nomment la personne (user, crm, loyalty, email, phone, social, order, device, anonymous)',
  ],
  ['declares which of the values told of a trait holds', 'déclare laquelle des valeurs dites d’un trait vaut'],
  ['its name: firstName, city…', 'son nom : firstName, city…'],
  ['latest, trusted, longest', 'latest, trusted, longest'],
  ['for trusted: the sources, the most trusted first', 'pour trusted : les sources, la plus fiable d’abord'],
  [
    'journey maps: check, draw, compare, keep, draft',
    'les cartes de parcours : vérifier, dessiner, comparer, garder, ébaucher',
  ],
  [
    'says what is wrong, doubtful or missing in a map, with the line and the remedy',
    'dit ce qui est faux, douteux ou manquant dans une carte, avec la ligne et le remède',
  ],
  ['a file, or id[@revision] in the store', 'un fichier, ou id[@révision] dans le magasin de cartes'],
  [
    'what changed between two revisions, by id: added, removed, moved, changed',
    'ce qui a changé entre deux révisions, par identifiant : ajouté, retiré, déplacé, changé',
  ],
  ['end with 1 where they differ', 'finit par 1 là où elles diffèrent'],
  ['a map for other programs: Mermaid, CSV, CJML', 'une carte pour d’autres programmes : Mermaid, CSV, CJML'],
  ['what to write', 'quoi écrire'],
  [
    'CSV: keep cells that start like a formula as they are',
    'CSV : laisse telles quelles les cellules qui commencent comme une formule',
  ],
  ['where to write it (else stdout)', 'où l’écrire (sinon la sortie standard)'],
  [
    'keeps a map’s file in the store as a new revision',
    'garde le fichier d’une carte dans le magasin de cartes comme nouvelle révision',
  ],
  [
    'the revision or hash that the file was changed from',
    'la révision ou l’empreinte à partir de laquelle le fichier a été changé',
  ],
  ['a reason, kept with the revision', 'une raison, gardée avec la révision'],
  [
    'writes a stored map as it was pushed, byte for byte (id, id@3 or id@approved)',
    'écrit une carte gardée comme elle a été déposée, octet pour octet (id, id@3 ou id@approved)',
  ],
  [
    'approves a revision; recorded as unreviewed until reviews exist',
    'approuve une révision ; notée sans relecture tant que les relectures n’existent pas',
  ],
  ['a reason, kept in the history', 'une raison, gardée dans l’histoire'],
  ['sets a revision aside', 'met une révision de côté'],
  ['the stored maps', 'les cartes gardées'],
  [
    'who moved each revision of a map to which status, when and why',
    'qui a porté chaque révision d’une carte à quel statut, quand et pourquoi',
  ],
  [
    'draws the designed map, without a browser; as a workbook with --to xlsx',
    'dessine la carte conçue, sans navigateur ; en classeur avec --to xlsx',
  ],
  ['only the events of one source', 'seulement les événements d’une source'],
  ['from this date or instant (ISO 8601)', 'à partir de cette date ou de cet instant (ISO 8601)'],
  ['before this date or instant', 'avant cette date ou cet instant'],
  ['only the events of one channel', 'seulement les événements d’un canal'],
  [
    'only events for which this holds: store=Lille, price>=100, "store in Lille,Paris" (may be repeated)',
    'seulement les événements pour lesquels cela vaut : store=Lille, price>=100, « store in Lille,Paris » (peut être répété)',
  ],
  [
    'as if it were this date or instant (else the latest event, whatever the other filters, or --to)',
    'comme si c’était cette date ou cet instant (sinon le dernier événement, quels que soient les autres filtres, ou --to)',
  ],
  [
    'Journeys of this period, counted back from the as-of instant.',
    'Les parcours de cette période, comptée en arrière depuis la date d’arrêt.',
  ],
  ['Journeys entered from this date or instant.', 'Les parcours entrés à partir de cette date ou de cet instant.'],
  ['Journeys entered before this date or instant.', 'Les parcours entrés avant cette date ou cet instant.'],
  [
    'Whether the period is that of entry (else) or that of success or abandonment.',
    'Si la période est celle de l’entrée (sinon) ou celle de la réussite ou de l’abandon.',
  ],
  [
    'The period before the one named: what it is compared with.',
    'La période d’avant celle qui est nommée : ce à quoi on la compare.',
  ],
  [
    'Journeys of the people known to be of this persona of the map.',
    'Les parcours des personnes que l’on sait être de ce persona de la carte.',
  ],
  ['Journeys that passed through this channel.', 'Les parcours passés par ce canal.'],
  [
    'only people of this named segment (may be repeated)',
    'seulement les personnes de ce segment nommé (peut être répété)',
  ],
  [
    'only people of whom an event fulfils this, such as store=Lille (may be repeated)',
    'seulement les personnes dont un événement remplit ceci, comme store=Lille (peut être répété)',
  ],
  ['withhold rates and scores over fewer than this', 'retient les taux et les notes qui reposent sur moins que cela'],
  ['what to make (else by the name of the file, else svg)', 'quoi faire (sinon d’après le nom du fichier, sinon svg)'],
  ['landscape paper', 'papier en paysage'],
  ['xlsx: with what was lived beside it', 'xlsx : avec ce qui a été vécu à côté'],
  [
    'where to write (else the map’s id in this folder; - for stdout)',
    'où écrire (sinon l’identifiant de la carte, dans ce dossier ; - pour la sortie standard)',
  ],
  ['proposes a map from a log', 'propose une carte à partir d’un journal'],
  ['the id of the map (else the source)', 'l’identifiant de la carte (sinon la source)'],
  ['its title (else the source)', 'son titre (sinon la source)'],
  [
    'leave off what happens in a smaller share of journeys',
    'laisse de côté ce qui arrive dans une plus petite part des parcours',
  ],
  [
    'the raw log: cases, variants, what directly follows what',
    'le journal brut : cas, variantes, ce qui suit directement quoi',
  ],
  ['which table of the answer is written (else the first)', 'quel tableau de la réponse est écrit (sinon le premier)'],
  ['write it as CSV', 'l’écrit en CSV'],
  ['write it as Parquet', 'l’écrit en Parquet'],
  ['how many of the commonest paths to list', 'combien des chemins les plus suivis lister'],
  [
    'the designed map beside the journeys that customers lived',
    'la carte conçue à côté des parcours que les clients ont vécus',
  ],
  [
    'hold every case to the whole design, each deviation and each event at a cost of 1; traces with their cost',
    'tient chaque cas à tout le dessin, chaque écart et chaque événement au coût de 1 ; les traces avec leur coût',
  ],
  [
    'list the people behind a number: journeys.open, stage.STAGE.abandoned, touchpoint.TOUCHPOINT.reached, transition.FROM.TO, deviation.skipped.TOUCHPOINT, outcome.broken, off-map.EVENT.CHANNEL (signs in a name as in a URL)',
    'liste les personnes derrière un nombre : journeys.open, stage.ÉTAPE.abandoned, touchpoint.POINT.reached, transition.DE.VERS, deviation.skipped.POINT, outcome.broken, off-map.ÉVÉNEMENT.CANAL (les signes d’un nom comme dans une URL)',
  ],
]
