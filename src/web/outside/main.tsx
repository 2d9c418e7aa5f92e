import '@fontsource-variable/source-sans-3'
import '@mantine/core/styles/baseline.layer.css'
import '@mantine/core/styles/default-css-variables.layer.css'
import '@mantine/core/styles/global.layer.css'
import '../look.css'
import '../print.css'
import './outside.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { answers } from '../ask.ts'
import { Working } from '../kit/state.tsx'
import { theme, variables } from '../theme.ts'
import { firstWords, LanguageProvider } from '../words/language.tsx'

const Shared = lazy(() => import('./shared.tsx').then(({ Shared: component }) => ({ default: component })))

const WorkshopRoom = lazy(() =>
  import('./workshop.tsx').then(({ WorkshopRoom: component }) => ({ default: component })),
)

const root = document.getElementById('root')
if (!root) throw new Error('The page has no root')
const first = await firstWords()
const [, place = '', token = ''] = location.pathname.split('/')
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
      <LanguageProvider first={first}>
        <QueryClientProvider client={answers}>
          <Suspense fallback={<Working page />}>
            {place === 'w' ? <WorkshopRoom code={token} /> : <Shared token={token} framed={place === 'e'} />}
          </Suspense>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
)
