import type { SourceTrouble } from '../imports/index.ts'
import type { Refusal } from '../kernel/index.ts'

export type DepositRefusal =
  | 'not-allowed'
  | 'deposit-name-invalid'
  | 'deposit-taken'
  | 'deposit-unknown'
  | 'deposit-file-unknown'
  | 'deposit-unreachable'
  | SourceTrouble['code']
  | 'address-private'
  | 'address-invalid'

export const refusals = {
  name: (name: string) => ({
    code: 'deposit-name-invalid',
    what: { fr: `« ${name} » ne peut pas nommer un dépôt.`, en: `"${name}" cannot name a deposit.` },
    remedy: {
      fr: 'Utilisez 64 lettres, chiffres, espaces, points ou tirets au plus.',
      en: 'Use at most 64 letters, digits, spaces, dots or dashes.',
    },
  }),
  taken: (name: string) => ({
    code: 'deposit-taken',
    what: { fr: `Il existe déjà un dépôt « ${name} ».`, en: `There is already a deposit "${name}".` },
    remedy: { fr: 'Choisissez un autre nom.', en: 'Choose another name.' },
  }),
  unknown: (name: string) => ({
    code: 'deposit-unknown',
    what: { fr: `Aucun dépôt ne s’appelle « ${name} ».`, en: `No deposit is called "${name}".` },
    remedy: { fr: 'Voyez parcours deposit list.', en: 'See parcours deposit list.' },
  }),
  file: {
    code: 'deposit-file-unknown',
    what: { fr: 'Ce fichier n’a été ni pris ni refusé.', en: 'This file was neither taken nor refused.' },
    remedy: { fr: 'Revoyez le dépôt : il a peut-être changé.', en: 'Look at the deposit again: it may have changed.' },
  },
  unreachable: (why: string) => ({
    code: 'deposit-unreachable',
    what: { fr: `Ce lieu ne se lit pas : ${why}`, en: `This place cannot be read: ${why}` },
    remedy: {
      fr: 'Vérifiez l’adresse, le nom du compartiment et les clés.',
      en: 'Check the address, the bucket’s name and the keys.',
    },
  }),
  private: (host: string) => ({
    code: 'address-private',
    what: {
      fr: `${host} est une adresse d’un réseau privé ou de cette machine.`,
      en: `${host} is an address of a private network or of this machine.`,
    },
    remedy: {
      fr: 'Si c’est voulu, ajoutez --allow-private en ligne de commande.',
      en: 'If that is meant, add --allow-private on the command line.',
    },
  }),
  address: (text: string) => ({
    code: 'address-invalid',
    what: { fr: `« ${text} » n’est pas une adresse HTTP.`, en: `"${text}" is no HTTP address.` },
    remedy: {
      fr: 'Écrivez par exemple https://s3.eu-west-3.amazonaws.com.',
      en: 'Write for example https://s3.eu-west-3.amazonaws.com.',
    },
  }),
} as const satisfies Record<string, Refusal<DepositRefusal> | ((text: string) => Refusal<DepositRefusal>)>
