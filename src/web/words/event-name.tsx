import { useIntl } from 'react-intl'

/** `Appointment Booked`, `appointment_booked` and `appointmentBooked` are one name. */
export const eventKey = (event: string): string =>
  `event.${event
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join('-')}`

/** What an interaction is called for a reader: a well-known one in their language, any other as it was sent. */
export const useEventName = () => {
  const { messages, formatMessage } = useIntl()
  return (event: string): string => {
    const id = eventKey(event)
    return id in messages ? formatMessage({ id }) : event
  }
}

/** The name of an interaction; as it was sent on being pointed at, where that differs. */
export const EventName = ({ event }: { readonly event: string }) => {
  const name = useEventName()(event)
  return name === event ? name : <span title={event}>{name}</span>
}
