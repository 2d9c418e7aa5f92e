/** What help says of the commands that gather: the server, sources, files. By what it says in English. */
export const gathering: readonly (readonly [english: string, french: string])[] = [
  [
    'the server: collection, engines and web pages on this machine',
    'le serveur : collecte, moteurs et pages web sur cette machine',
  ],
  ['the data folder', 'le dossier des données'],
  ['the language (else LC_ALL or LANG, else English)', 'la langue (sinon LC_ALL ou LANG, sinon l’anglais)'],
  ['stable JSON on stdout', 'du JSON stable sur la sortie standard'],
  [
    'also opens what is shared to people outside, there (off by default)',
    'ouvre aussi, à cette adresse, ce qui est partagé au-dehors (fermé sinon)',
  ],
  [
    'how links name that address, where a proxy stands before it',
    'comment les liens nomment cette adresse, là où un mandataire est devant',
  ],
  ['loopback address of the web pages', 'adresse locale des pages web'],
  ['port of the web pages (0: any free one)', 'port des pages web (0 : n’importe quel port libre)'],
  ['address where sources send live events', 'adresse où les sources envoient les événements en direct'],
  [
    'its port (0: any free one; else the one after --port)',
    'son port (0 : n’importe quel port libre ; sinon celui qui suit --port)',
  ],
  ['port of the analytics engine, on loopback', 'port du moteur d’analyse, en local'],
  [
    'a new link to open the running server in a browser',
    'un nouveau lien pour ouvrir dans un navigateur le serveur qui tourne',
  ],
  [
    'what is set for the whole workspace: the zone by which its days begin',
    'ce qui est réglé pour tout l’espace de travail : le fuseau par lequel ses jours commencent',
  ],
  ['from now on this one, such as Europe/Brussels', 'désormais celui-ci, comme Europe/Brussels'],
  ['the sources of live events, and their write keys', 'les sources d’événements en direct, et leurs clés d’écriture'],
  ['a new source; its write key is shown once', 'une nouvelle source ; sa clé d’écriture est montrée une fois'],
  [
    'browser (the key is public, in a page) or server (the key is secret)',
    'browser (la clé est publique, dans une page) ou server (la clé est secrète)',
  ],
  [
    'what a server source is believed about (user, email, phone, loyalty, crm, device, social, order; else all)',
    'ce qui est cru d’une source serveur (user, email, phone, loyalty, crm, device, social, order ; sinon tout)',
  ],
  [
    'how many messages a second it may send (else as many as this machine takes)',
    'combien de messages par seconde elle peut envoyer (sinon autant que cette machine en prend)',
  ],
  [
    'how many it may send at once after a silence (else ten seconds of --limit)',
    'combien elle peut en envoyer d’un coup après un silence (sinon dix secondes de --limit)',
  ],
  ['how the source is called: site, caisse-lille', 'comment la source s’appelle : site, caisse-lille'],
  ['the sources', 'les sources'],
  [
    'another write key for a source; the former one opens nothing any more',
    'une autre clé d’écriture pour une source ; la précédente n’ouvre plus rien',
  ],
  [
    'how much a source may send; beyond it its sender is asked to come again (429)',
    'combien une source peut envoyer ; au-delà, on lui demande de revenir (429)',
  ],
  [
    'messages a second; without it the source has no limit any more',
    'messages par seconde ; sans cela la source n’a plus de limite',
  ],
  [
    'messages at once after a silence (else ten seconds of --limit)',
    'messages d’un coup après un silence (sinon dix secondes de --limit)',
  ],
  [
    'keeps what a source sends of somebody only where they consent to a purpose',
    'ne garde ce qu’une source envoie de quelqu’un que là où il consent à une finalité',
  ],
  [
    'measurement, personalisation, marketing… ; without it nothing is asked any more',
    'measurement, personalisation, marketing… ; sans cela plus rien n’est demandé',
  ],
  [
    'a secret with which your server signs who is behind a page; the former one vouches for nobody',
    'un secret par lequel votre serveur signe qui est derrière une page ; le précédent ne garantit plus personne',
  ],
  [
    'removes a source; what it sent is kept, what it sends is refused',
    'retire une source ; ce qu’elle a envoyé est gardé, ce qu’elle envoie est refusé',
  ],
  [
    'what arrives live, and why a message stops, until Ctrl-C',
    'ce qui arrive en direct, et pourquoi un message s’arrête, jusqu’à Ctrl-C',
  ],
  ['only what this source sends', 'seulement ce que cette source envoie'],
  [
    'what other systems send by themselves, in their own words',
    'ce que d’autres systèmes envoient d’eux-mêmes, dans leurs mots',
  ],
  ['opens a webhook; its secret is shown once', 'ouvre un webhook ; son secret est montré une fois'],
  [
    'how its requests become events (parcours-webhook/1, YAML or JSON)',
    'comment ses requêtes deviennent des événements (parcours-webhook/1, YAML ou JSON)',
  ],
  [
    'a ready-made mapping instead (see parcours webhook templates)',
    'une correspondance toute prête à la place (voir parcours webhook templates)',
  ],
  [
    'the secret that the sender already has, in a file; else one is made',
    'le secret que l’expéditeur a déjà, dans un fichier ; sinon il en est fait un',
  ],
  ['how it is called, and its source: standard, avis', 'comment il s’appelle, et sa source : standard, avis'],
  ['the webhooks', 'les webhooks'],
  [
    'what a mapping makes of an example; nothing is sent nor kept',
    'ce qu’une correspondance fait d’un exemple ; rien n’est envoyé ni gardé',
  ],
  ['the mapping', 'la correspondance'],
  ['a ready-made mapping instead', 'une correspondance toute prête à la place'],
  ['a header that comes with it', 'un en-tête qui vient avec'],
  ['an example of a request’s body, in a file', 'un exemple du corps d’une requête, dans un fichier'],
  ['the ready-made mappings', 'les correspondances toutes prêtes'],
  [
    'closes a webhook and removes its source; what it sent is kept',
    'ferme un webhook et retire sa source ; ce qu’il a envoyé est gardé',
  ],
  [
    'a folder or a bucket whose files are imported as they come',
    'un dossier ou un seau dont les fichiers sont importés à mesure qu’ils viennent',
  ],
  [
    'looks into a place again and again; each file in it is imported once, when it is whole',
    'regarde un endroit encore et encore ; chaque fichier y est importé une fois, quand il est entier',
  ],
  [
    'the source of what its files hold (else the deposit’s name)',
    'la source de ce que ses fichiers contiennent (sinon le nom du dépôt)',
  ],
  [
    'what their columns are (as for parcours import); else they are guessed',
    'ce que sont leurs colonnes (comme pour parcours import) ; sinon elles sont devinées',
  ],
  ['how often it is looked into', 'à quelle fréquence on y regarde'],
  ['bucket: only the keys that begin so', 'seau : seulement les clés qui commencent ainsi'],
  ['bucket: its region', 'seau : sa région'],
  ['bucket: the id of its access key', 'seau : l’identifiant de sa clé d’accès'],
  ['bucket: the secret of that key, in a file', 'seau : le secret de cette clé, dans un fichier'],
  [
    'bucket: it may stand in a private network or on this machine',
    'seau : il peut être dans un réseau privé ou sur cette machine',
  ],
  ['how it is called', 'comment il s’appelle'],
  [
    'a folder of this machine, or a bucket: https://s3.eu-west-3.amazonaws.com/BUCKET',
    'un dossier de cette machine, ou un seau : https://s3.eu-west-3.amazonaws.com/BUCKET',
  ],
  ['the deposits, and what was taken of each', 'les dépôts, et ce qui a été pris de chacun'],
  ['looks into it no more; what was imported is kept', 'n’y regarde plus ; ce qui a été importé est gardé'],
  [
    'bring rows of CSV, NDJSON, Parquet or XES files in as events, each once',
    'fait des lignes de fichiers CSV, NDJSON, Parquet ou XES des événements, chacune une fois',
  ],
  ['the source that the events come from', 'la source d’où viennent les événements'],
  ['the journey instance: a file, an order', 'le parcours vécu : un dossier, une commande'],
  ['what happened', 'ce qui est arrivé'],
  ['when it happened', 'quand c’est arrivé'],
  ['the person', 'la personne'],
  ['the channel', 'le canal'],
  ['the row’s own id; a repeated one is a duplicate', 'l’identifiant de la ligne ; répété, c’est un doublon'],
  ['the order of events of one instant', 'l’ordre des événements d’un même instant'],
  ['the store', 'le magasin'],
  ['the adviser', 'le conseiller'],
  ['all of these in YAML or JSON: nothing is guessed', 'tout cela en YAML ou JSON : rien n’est deviné'],
  [
    'keep only rows such as "channel eq web" (may be repeated)',
    'ne garde que des lignes comme « channel eq web » (peut être répété)',
  ],
  [
    'the zone of times without one (the workspace’s if none is given)',
    'le fuseau des heures qui n’en ont pas (celui de l’espace de travail si rien n’est dit)',
  ],
  ['dd/MM/yyyy HH:mm, dmy, mdy, epoch, epoch-ms, excel', 'dd/MM/yyyy HH:mm, dmy, mdy, epoch, epoch-ms, excel'],
  ['take dates before 1990 and ahead of now', 'prend les dates d’avant 1990 et à venir'],
  ['the character between cells (found if not given)', 'le caractère entre les cellules (trouvé si rien n’est dit)'],
  ['the encoding (found if not given)', 'l’encodage (trouvé si rien n’est dit)'],
  ['whose channel it is', 'à qui est le canal'],
  [
    'rows are counts without persons: touchpoint or channel, store, from, to, count',
    'les lignes sont des comptes sans personne : point de contact ou canal, magasin, de, à, nombre',
  ],
  ['say how the files would be read, keep nothing', 'dit comment les fichiers seraient lus, ne garde rien'],
  ['files (.csv .ndjson .parquet .xes, also .gz)', 'fichiers (.csv .ndjson .parquet .xes, aussi .gz)'],
]
