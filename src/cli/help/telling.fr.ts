/** What help says of the commands that compare, foretell and tell others. By what it says in English. */
export const telling: readonly (readonly [english: string, french: string])[] = [
  [
    'which paths work: success after a landmark, by what was lived before it, at a false discovery rate',
    'quels chemins marchent : la réussite après un repère, par ce qui a été vécu avant, à un taux de fausses découvertes',
  ],
  [
    'what was lived by this time after entry counts, success after it',
    'ce qui a été vécu dans ce délai après l’entrée compte, la réussite après lui',
  ],
  [
    'success within this time after the landmark (else what the map’s window leaves)',
    'réussite dans ce délai après le repère (sinon ce que la fenêtre de la carte laisse)',
  ],
  [
    'people of whom an event fulfils this are compared with each other, such as store=Lille (repeat it)',
    'les personnes dont un événement remplit ceci sont comparées entre elles, comme store=Lille (à répéter)',
  ],
  ['journeys with a path, and without it, at least', 'parcours avec un chemin, et sans lui, au moins'],
  ['steps of the longest path', 'étapes du plus long chemin'],
  ['how many paths to list', 'combien de chemins lister'],
  [
    'list the people behind a number: at-risk, succeeded, path:A>B (one after the other), path:A..B (with anything between), others:PATH (without it), path-succeeded:PATH, others-succeeded:PATH',
    'liste les personnes derrière un nombre : at-risk, succeeded, path:A>B (l’un après l’autre), path:A..B (avec n’importe quoi entre), others:CHEMIN (sans lui), path-succeeded:CHEMIN, others-succeeded:CHEMIN',
  ],
  [
    'how two periods, segments, stores or maps differ, the stages that make the difference first',
    'en quoi deux périodes, segments, magasins ou cartes diffèrent, les étapes qui font l’écart d’abord',
  ],
  [
    'side b looks through this map instead (the target against the current one)',
    'le côté b regarde à travers cette carte à la place (la cible à côté de l’actuelle)',
  ],
  [
    'side a: journeys of the people of whom an event fulfils this, such as store=Lille (repeat it)',
    'côté a : les parcours des personnes dont un événement remplit ceci, comme store=Lille (à répéter)',
  ],
  [
    'side b: journeys of the people of whom an event fulfils this, such as store=Lille (repeat it)',
    'côté b : les parcours des personnes dont un événement remplit ceci, comme store=Lille (à répéter)',
  ],
  [
    'side a: journeys of the people of this named segment (repeat it)',
    'côté a : les parcours des personnes de ce segment nommé (à répéter)',
  ],
  [
    'side b: journeys of the people of this named segment (repeat it)',
    'côté b : les parcours des personnes de ce segment nommé (à répéter)',
  ],
  ['side a: journeys entered in this period, FROM/TO', 'côté a : les parcours entrés dans cette période, DÉBUT/FIN'],
  ['side b: journeys entered in this period, FROM/TO', 'côté b : les parcours entrés dans cette période, DÉBUT/FIN'],
  ['side a: journeys of this persona', 'côté a : les parcours de ce persona'],
  ['side b: journeys of this persona', 'côté b : les parcours de ce persona'],
  ['side a: journeys that passed through this channel', 'côté a : les parcours passés par ce canal'],
  ['side b: journeys that passed through this channel', 'côté b : les parcours passés par ce canal'],
  [
    'list the people behind a number: a, b (journeys of a side), a:ended, b:ended, a:succeeded, b:succeeded, both (people on both), a:MEASURED, a:MEASURED@AT (whom a figure is over, such as b:drop_off@decide)',
    'liste les personnes derrière un nombre : a, b (les parcours d’un côté), a:ended, b:ended, a:succeeded, b:succeeded, both (les personnes des deux), a:MESURE, a:MESURE@LIEU (sur qui porte un chiffre, comme b:drop_off@decide)',
  ],
  [
    'the next step of open journeys and their risk of abandonment, with its calibration on journeys not learnt from',
    'l’étape suivante des parcours en cours et leur risque d’abandon, avec son calibrage sur des parcours dont rien n’a été appris',
  ],
  ['how many open journeys to list, riskiest first', 'combien de parcours en cours lister, les plus menacés d’abord'],
  [
    'list the people behind a number: open, at:TOUCHPOINT (open journeys that stand there)',
    'liste les personnes derrière un nombre : open, at:POINT (les parcours en cours qui en sont là)',
  ],
  [
    'a draft map discovered by the inductive miner, with a noise threshold and its fitness',
    'une ébauche de carte découverte par l’inductive miner, avec un seuil de bruit et sa conformité',
  ],
  ['the id of the draft map', 'l’identifiant de l’ébauche'],
  [
    'leave out what follows in a smaller share of the usual',
    'laisse de côté ce qui suit dans une plus petite part de l’habituel',
  ],
  [
    'leave off what happens in a smaller share of cases',
    'laisse de côté ce qui arrive dans une plus petite part des cas',
  ],
  ['list the people behind a number: cases', 'liste les personnes derrière un nombre : cases'],
  [
    'sets of conditions under a name: who belongs, always up to date',
    'des conditions sous un nom : qui en est, toujours à jour',
  ],
  [
    'gives conditions a name; a name that is known means these from now on',
    'donne un nom à des conditions ; un nom déjà connu veut désormais dire celles-ci',
  ],
  [
    'people of whom an event fulfils this, such as store=Lille (repeat it: all of them hold)',
    'les personnes dont un événement remplit ceci, comme store=Lille (à répéter : toutes valent)',
  ],
  ['the segments that have a name', 'les segments qui ont un nom'],
  ['the name means nobody any more', 'le nom ne désigne plus personne'],
  [
    'the journeys lived through a map as an event log: XES (IEEE 1849) or OCEL 2.0',
    'les parcours vécus à travers une carte en journal d’événements : XES (IEEE 1849) ou OCEL 2.0',
  ],
  ['the format', 'le format'],
  ['where to write it', 'où l’écrire'],
  [
    'which records of a file, or of two, are one person',
    'quelles lignes d’un fichier, ou de deux, sont une même personne',
  ],
  ['the column that names a record', 'la colonne qui nomme une ligne'],
  ['write the pairs: id_a,id_b,probability', 'écrit les paires : id_a,id_b,probability'],
  ['write the groups: id,cluster', 'écrit les groupes : id,cluster'],
  [
    'from which probability two records are one person',
    'à partir de quelle probabilité deux lignes sont une même personne',
  ],
  [
    'YAML, "column: content" (given-name, surname, full-name, birth-date, gender, email, phone, address, street-number, city, postcode, region, number, text), or that under "columns" and rules under "blocking"',
    'YAML, « colonne: contenu » (given-name, surname, full-name, birth-date, gender, email, phone, address, street-number, city, postcode, region, number, text), ou cela sous « columns » et des règles sous « blocking »',
  ],
  [
    'two ids: how likely they are one person, comparison by comparison',
    'deux identifiants : à quel point ils sont une même personne, comparaison par comparaison',
  ],
  [
    'which profile of the data folder each record is; nothing is kept',
    'quel profil du dossier de données est chaque ligne ; rien n’est gardé',
  ],
  [
    'in the CSV, keep cells that look like formulas as they are',
    'dans le CSV, laisse telles quelles les cellules qui ressemblent à des formules',
  ],
  [
    'keep cells that look like formulas as they are',
    'laisse telles quelles les cellules qui ressemblent à des formules',
  ],
  ['CSV, NDJSON or Parquet', 'CSV, NDJSON ou Parquet'],
  ['a second file: only pairs between the two', 'un second fichier : seulement les paires entre les deux'],
  [
    'one self-contained page to share: the designed map lit by what was lived',
    'une page entière en un fichier, à partager : la carte conçue éclairée par ce qui a été vécu',
  ],
  [
    'where to write the page (else the map’s id in this folder)',
    'où écrire la page (sinon l’identifiant de la carte, dans ce dossier)',
  ],
  [
    'the moments that matter, noticed in what was lived and proposed with their evidence',
    'les moments qui comptent, remarqués dans ce qui a été vécu et proposés avec leurs preuves',
  ],
  [
    'a synthetic company in a fresh folder, and the report of its journeys',
    'une entreprise imaginaire dans un dossier neuf, et le rapport de ses parcours',
  ],
  [
    'how many people (else as many as make 50,000 events)',
    'combien de personnes (sinon autant qu’il en faut pour 50 000 événements)',
  ],
  ['another company for another seed', 'une autre entreprise pour une autre graine'],
  ['saves the report and stops', 'enregistre le rapport et s’arrête'],
  ["the project's own measurements, beside their peer", 'les mesures du projet lui-même, à côté de leur pair'],
  ['how many runs of each', 'combien de passages de chacune'],
  ['how many events', 'combien d’événements'],
  ['ingest: live events a second', 'ingest : événements en direct par seconde'],
  [
    'ingest: for how long (the figure that is told is for 60)',
    'ingest : pendant combien de temps (le chiffre donné l’est pour 60)',
  ],
  ['profiles, match: how many people', 'profiles, match : combien de personnes'],
  [
    'measure: instead, every analysis in a process of so much memory (Linux, as root)',
    'measure : à la place, chaque analyse dans un processus de tant de mémoire (Linux, en root)',
  ],
  [
    'measure: without its peers, which take most of its time',
    'measure : sans ses pairs, qui en prennent l’essentiel du temps',
  ],
  ['all of them where none is named', 'toutes, si aucune n’est nommée'],
]
