import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.layer.css'

/** Where what just happened is told, out of the way and read aloud. */
export const Notices = () => <Notifications position="bottom-center" limit={3} />
