import { expect, it } from 'vitest'
import { eventKey } from './event-name.tsx'
import { fr } from './fr.ts'

it('knows an interaction under each way of writing its name, and leaves others as they were sent', () => {
  for (const event of ['Appointment Booked', 'appointment_booked', 'appointmentBooked'])
    expect(fr[eventKey(event) as keyof typeof fr]).toBe('Rendez-vous pris')
  expect(eventKey('Kick-off') in fr).toBe(false)
})
