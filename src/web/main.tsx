import '@fontsource-variable/source-sans-3'
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import './look.css'
import './print.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { answers } from './ask.ts'
import { keepOffline } from './offline.ts'
import { router } from './router.tsx'
import { DialogWords } from './shell/dialog-words.tsx'
import { theme, variables } from './theme.ts'
import { firstWords, LanguageProvider } from './words/language.tsx'

/** The screen asked for travels while the words do. */
const open = async (page: HTMLElement): Promise<void> => {
  const [first] = await Promise.all([firstWords(), router.load()])
  createRoot(page).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <LanguageProvider first={first}>
          <QueryClientProvider client={answers}>
            <DialogWords>
              <RouterProvider router={router} />
            </DialogWords>
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')
// Not awaited at the top: the screens' own files import this one's, and would wait for it.
void open(root)
keepOffline().catch(() => undefined)
