/** What help says of the commands that measure. By what it says in English. */
export const measuring: readonly (readonly [english: string, french: string])[] = [
  ['how far people get through some steps', 'jusqu’où vont les personnes à travers quelques étapes'],
  [
    'name events by the touchpoints of this map (id[@revision]); what it does not foresee keeps its name',
    'nomme les événements par les points de contact de cette carte (id[@révision]) ; ce qu’elle ne prévoit pas garde son nom',
  ],
  [
    'what a case is: the source’s, else a person; session: a session of theirs (30 minutes); property:NAME: all events of one value, such as property:orderId',
    'ce qu’est un cas : celui de la source, sinon une personne ; session : une de ses sessions (30 minutes) ; property:NOM : tous les événements d’une même valeur, comme property:orderId',
  ],
  [
    'a step, in order; "A|B" for either (repeat it)',
    'une étape, dans l’ordre ; « A|B » pour l’une ou l’autre (à répéter)',
  ],
  ['step n may be skipped (may be repeated)', 'l’étape n peut être sautée (peut être répété)'],
  [
    'ordered, strict (nothing between) or any',
    'ordered (dans l’ordre), strict (rien entre deux) ou any (n’importe quel ordre)',
  ],
  ['within this time, such as P30D', 'en moins de ce temps, comme P30D'],
  ['counted from the first step or the previous one', 'compté depuis la première étape ou la précédente'],
  [
    'EVENT@STEP[:drop|reset|drop-off]: what must not happen after a step',
    'ÉVÉNEMENT@ÉTAPE[:drop|reset|drop-off] : ce qui ne doit pas arriver après une étape',
  ],
  [
    'list the people behind a number: step:N (reached it), stopped:N (and no further), open:N (and still has time), lost:N (and has none left), dropped',
    'liste les personnes derrière un nombre : step:N (l’ont atteinte), stopped:N (et pas plus loin), open:N (et ont encore le temps), lost:N (et ne l’ont plus), dropped',
  ],
  [
    'where people go from an event, or come from before it',
    'où vont les personnes après un événement, ou d’où elles viennent avant',
  ],
  ['from the first of these on ("A|B" for either)', 'à partir du premier de ceux-ci (« A|B » pour l’un ou l’autre)'],
  ['up to the last of these', 'jusqu’au dernier de ceux-ci'],
  [
    'steps of a funnel: from the last one reached on, of those who stopped before the end (repeat it)',
    'étapes d’un entonnoir : depuis la dernière atteinte, de ceux qui se sont arrêtés avant la fin (à répéter)',
  ],
  ['how many steps', 'combien d’étapes'],
  ['how many events are shown at a step', 'combien d’événements sont montrés à une étape'],
  [
    'list the people behind a number: node:STEP:EVENT, node:STEP:(other), node:STEP:(end), link:STEP:EVENT>EVENT (or any two of these)',
    'liste les personnes derrière un nombre : node:ÉTAPE:ÉVÉNEMENT, node:ÉTAPE:(other), node:ÉTAPE:(end), link:ÉTAPE:ÉVÉNEMENT>ÉVÉNEMENT (ou deux de ceux-là)',
  ],
  [
    'the distinct paths that people or cases lived, commonest first, of events as they are or as a map names them',
    'les chemins distincts que personnes ou cas ont vécus, le plus suivi d’abord, d’événements tels quels ou tels qu’une carte les nomme',
  ],
  ['only ways that hold one of these ("A|B")', 'seulement les chemins qui contiennent l’un de ceux-ci (« A|B »)'],
  ['only ways that begin with one of these', 'seulement les chemins qui commencent par l’un de ceux-ci'],
  ['only ways that end with one of these', 'seulement les chemins qui finissent par l’un de ceux-ci'],
  ['how many ways to list', 'combien de chemins lister'],
  [
    'list the people behind a number: all, cases (that lived one of the ways asked for), variant:N (way N of the list)',
    'liste les personnes derrière un nombre : all, cases (qui ont vécu l’un des chemins demandés), variant:N (le chemin N de la liste)',
  ],
  [
    'what directly follows what, how often and after how long, of events as they are or as a map names them',
    'ce qui suit directement quoi, combien de fois et après combien de temps, d’événements tels quels ou tels qu’une carte les nomme',
  ],
  ['how many passages to list', 'combien de passages lister'],
  [
    'list the people behind a number: cases, passage:EVENT>EVENT, start:EVENT (begins with it), end:EVENT',
    'liste les personnes derrière un nombre : cases, passage:ÉVÉNEMENT>ÉVÉNEMENT, start:ÉVÉNEMENT (commencent par lui), end:ÉVÉNEMENT',
  ],
  [
    'times between steps, those still waiting counted for as long as they have (Kaplan-Meier)',
    'les temps entre étapes, ceux qui attendent encore comptés pour le temps déjà passé (Kaplan-Meier)',
  ],
  [
    'a step, in order; "A|B" for the first of either (repeat it, twice at least)',
    'une étape, dans l’ordre ; « A|B » pour la première de l’une ou l’autre (à répéter, deux au moins)',
  ],
  [
    'list the people behind a number: started:N (began wait N of the list), ended:N, waiting:N',
    'liste les personnes derrière un nombre : started:N (ont commencé l’attente N de la liste), ended:N, waiting:N',
  ],
  [
    'who comes back, by the calendar period in which they first came',
    'qui revient, par la période de calendrier où il est venu la première fois',
  ],
  [
    'what makes someone join ("A|B" for either; every event if not given)',
    'ce qui fait arriver quelqu’un (« A|B » pour l’un ou l’autre ; tout événement si rien n’est dit)',
  ],
  [
    'what counts as coming back (every event if not given)',
    'ce qui compte comme un retour (tout événement si rien n’est dit)',
  ],
  ['calendar period', 'période du calendrier'],
  ['how many periods after the first', 'combien de périodes après la première'],
  [
    'bounded: in that very period; unbounded: in it or later',
    'bounded : dans cette période même ; unbounded : dans celle-ci ou plus tard',
  ],
  [
    'the zone whose days are counted (else the workspace’s)',
    'le fuseau dont les jours sont comptés (sinon celui de l’espace de travail)',
  ],
  [
    'list the people behind a number: cohort:LABEL (who joined), cohort:LABEL:K (who came back after K periods), overall:K, overall-of:K (who came back, and who could have, of all cohorts)',
    'liste les personnes derrière un nombre : cohort:NOM (qui est arrivé), cohort:NOM:K (qui est revenu après K périodes), overall:K, overall-of:K (qui est revenu, et qui aurait pu, de toutes les cohortes)',
  ],
  [
    'conversions credited to the channels on the way; descriptive, no proof of cause',
    'les conversions créditées aux canaux du chemin ; descriptif, sans preuve de cause',
  ],
  [
    'what counts as a conversion ("A|B" for either)',
    'ce qui compte comme une conversion (« A|B » pour l’une ou l’autre)',
  ],
  ['how credit is given', 'comment le crédit est donné'],
  [
    'time decay: a touch so much older than another weighs half of it',
    'déclin : un contact plus vieux d’autant pèse moitié moins',
  ],
  ['draws for the intervals; 0 for none', 'tirages pour les intervalles ; 0 pour aucun'],
  [
    'list the people behind a number: converted, through:CHANNEL (who converted and had passed through that channel on the way)',
    'liste les personnes derrière un nombre : converted, through:CANAL (qui a converti et était passé par ce canal en chemin)',
  ],
  [
    'expected purchases and value of customers (BG/NBD, Gamma-Gamma), also by the journey that they began with',
    'achats et valeur attendus des clients (BG/NBD, Gamma-Gamma), aussi par le parcours qu’ils ont commencé',
  ],
  ['what counts as a purchase', 'ce qui compte comme un achat'],
  ['the property that holds its value', 'la propriété qui porte sa valeur'],
  ['how many weeks ahead', 'combien de semaines à venir'],
  ['how many of the most valuable to list', 'combien des plus précieux lister'],
  [
    'list the people behind a number: buyers, repeat, first:CONTACT (buyers whose journey began there)',
    'liste les personnes derrière un nombre : buyers, repeat, first:CONTACT (les acheteurs dont le parcours a commencé là)',
  ],
  [
    'what moves success or satisfaction: the part of R² of each touchpoint, descriptive',
    'ce qui fait la réussite ou la satisfaction : la part de R² de chaque point de contact, descriptif',
  ],
  ['the map (id[@revision])', 'la carte (id[@révision])'],
  [
    'what is driven: success, or the last answer given',
    'ce qui est expliqué : la réussite, ou la dernière réponse donnée',
  ],
  [
    'scores given to touchpoints, touchpoints lived, or channels passed through',
    'notes données aux points de contact, points de contact vécus, ou canaux empruntés',
  ],
  ['bootstrap draws for the intervals', 'tirages (bootstrap) pour les intervalles'],
  ['permutations for the tests', 'permutations pour les tests'],
  [
    'list the people behind a number: n (whose outcome is known)',
    'liste les personnes derrière un nombre : n (dont l’issue est connue)',
  ],
  [
    'volumes by touchpoint and channel, the mix of channels, and bounces between them',
    'volumes par point de contact et par canal, la part de chaque canal, et les allers-retours entre eux',
  ],
  [
    'list the people behind a number: all, channel:NAME, only:CHANNEL, touchpoint:NAME, touchpoint:NAME@CHANNEL, period:LABEL@CHANNEL, bounce:CHANNEL>VIA, once',
    'liste les personnes derrière un nombre : all, channel:NOM, only:CANAL, touchpoint:NOM, touchpoint:NOM@CANAL, period:NOM@CANAL, bounce:CANAL>PAR, once',
  ],
  [
    'counts by calendar period, with a mark where one stands out from what is usual',
    'comptes par période du calendrier, avec une marque là où l’un sort de l’habituel',
  ],
  [
    'what is counted: events, people who have one, or events by touchpoint or by channel',
    'ce qui est compté : événements, personnes qui en ont un, ou événements par point de contact ou par canal',
  ],
  ['how many of the largest series', 'combien des plus grandes séries'],
  [
    'list the people behind a number: PERIOD:SERIES (such as 2025-09-01:people, the people who have an event there)',
    'liste les personnes derrière un nombre : PÉRIODE:SÉRIE (comme 2025-09-01:people, les personnes qui y ont un événement)',
  ],
  [
    'likelihood to recommend: the net promoter score, over time, and by touchpoint lived before the answer',
    'recommandation : le net promoter score, dans le temps, et par point de contact vécu avant la réponse',
  ],
  [
    'list the people behind a number: answered, promoters, passives, detractors, score:N, period:LABEL, lived:TOUCHPOINT, not-lived:TOUCHPOINT',
    'liste les personnes derrière un nombre : answered, promoters, passives, detractors, score:N, period:NOM, lived:POINT, not-lived:POINT',
  ],
  [
    'contacts per conversion, and cost by path, over journeys that have ended',
    'contacts par conversion, et coût par chemin, sur les parcours achevés',
  ],
  [
    'a channel on which an interaction is a contact (human channels where none is named; repeat it)',
    'un canal sur lequel une interaction est un contact (les canaux humains si aucun n’est nommé ; à répéter)',
  ],
  [
    'what one interaction costs: TOUCHPOINT=AMOUNT, EVENT=AMOUNT or CHANNEL=AMOUNT (repeat it)',
    'ce que coûte une interaction : POINT=MONTANT, ÉVÉNEMENT=MONTANT ou CANAL=MONTANT (à répéter)',
  ],
  ['how many of the commonest paths', 'combien des chemins les plus suivis'],
  [
    'list the people behind a number: journeys, conversions, contacted, path:TOUCHPOINT>TOUCHPOINT…',
    'liste les personnes derrière un nombre : journeys, conversions, contacted, path:POINT>POINT…',
  ],
]
