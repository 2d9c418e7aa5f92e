import { MantineThemeProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../words/language.tsx'

/** Every dialog and drawer closes by a button that says so, in the reader's language. */
export const DialogWords = ({ children }: { readonly children: ReactNode }) => {
  const { say } = useWords()
  const defaultProps = { closeButtonProps: { 'aria-label': say('shell.close') } }
  return (
    <MantineThemeProvider inherit theme={{ components: { Modal: { defaultProps }, Drawer: { defaultProps } } }}>
      {children}
    </MantineThemeProvider>
  )
}
