import type { Hearing } from '../live.ts'
import { Bell } from '../screens/notices/bell.tsx'
import { HelpMenu } from './help-menu.tsx'
import { LiveMark } from './live-mark.tsx'
import { Settings } from './settings.tsx'

/** The reader's tools at the end of the header, one line each; they come right after the first screen. */
export const Tools = ({ hearing, shortcuts }: { readonly hearing: Hearing; readonly shortcuts: () => void }) => (
  <>
    <LiveMark hearing={hearing} />
    <Bell />
    <HelpMenu shortcuts={shortcuts} />
    <Settings />
  </>
)
