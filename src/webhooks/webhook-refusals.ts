import type { Refusal } from '../kernel/index.ts'

export type WebhookRefusal =
  | 'not-allowed'
  | 'webhook-unknown'
  | 'webhook-mapping-invalid'
  | 'webhook-secret-short'
  | 'webhook-payload-invalid'
  | 'webhook-template-unknown'

export const refusals = {
  unknown: (name: string) => ({
    code: 'webhook-unknown',
    what: { fr: `Aucun webhook ne s’appelle « ${name} ».`, en: `No webhook is called "${name}".` },
    remedy: { fr: 'Voyez parcours webhook list.', en: 'See parcours webhook list.' },
  }),
  mapping: (place: string, why: string) => ({
    code: 'webhook-mapping-invalid',
    what: {
      fr: `La correspondance ne convient pas, à ${place} : ${why}`,
      en: `The mapping is not right, at ${place}: ${why}`,
    },
    remedy: {
      fr: 'Corrigez-la selon schemas/parcours-webhook-1.schema.json, ou partez d’un modèle.',
      en: 'Put it right by schemas/parcours-webhook-1.schema.json, or begin with a template.',
    },
  }),
  secret: {
    code: 'webhook-secret-short',
    what: { fr: 'Ce secret est trop court.', en: 'This secret is too short.' },
    remedy: {
      fr: 'Donnez au moins 16 caractères, ou aucun : un secret sera créé.',
      en: 'Give at least 16 characters, or none: a secret is made.',
    },
  },
  payload: {
    code: 'webhook-payload-invalid',
    what: { fr: 'L’exemple n’est pas du JSON.', en: 'The example is no JSON.' },
    remedy: { fr: 'Collez le corps d’une requête, entier.', en: 'Paste the whole body of a request.' },
  },
  template: (name: string) => ({
    code: 'webhook-template-unknown',
    what: { fr: `Aucun modèle ne s’appelle « ${name} ».`, en: `No template is called "${name}".` },
    remedy: { fr: 'Voyez parcours webhook templates.', en: 'See parcours webhook templates.' },
  }),
} as const satisfies Record<string, Refusal<WebhookRefusal> | ((one: string, other: string) => Refusal<WebhookRefusal>)>
