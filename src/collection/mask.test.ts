import { describe, expect, it } from 'vitest'
import { masked, maskedIdentifier, maskedMessage } from './mask.ts'

describe('what people gave', () => {
  it('is masked, whatever it stands in, and the shape stays', () => {
    const message = {
      type: 'track',
      event: 'Order Completed',
      userId: 'claire',
      timestamp: '2026-09-14',
      properties: { event: 'kept as it is', revenue: 1200, gift: true, tags: ['Élodie', ''], none: null },
    }
    expect(maskedMessage(message)).toEqual({
      type: 'track',
      event: 'Order Completed',
      userId: 'c•••',
      timestamp: '2026-09-14',
      properties: { event: 'kept as it is', revenue: '•••', gift: true, tags: ['É•••', ''], none: null },
    })
    expect([masked('a'), masked('😀x'), maskedIdentifier('email:claire@exemple.fr')]).toEqual([
      'a•••',
      '😀•••',
      'email:c•••',
    ])
  })
})
