import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** The one accent: petrol blue, from paper to ink. Other hues only say good, watch and bad. */
const petrol: MantineColorsTuple = [
  '#eaf5f8',
  '#d6e9ef',
  '#abd2de',
  '#7dbacd',
  '#59a6be',
  '#4299b5',
  '#3493b1',
  '#25809c',
  '#17728c',
  '#0f5c73',
]

/** The dark theme's greys: ink first, ground last, all a little blue. */
const dark: MantineColorsTuple = [
  '#e8eef1',
  '#c9d4da',
  '#a5b2ba',
  '#7b8a93',
  '#46555e',
  '#2e3a41',
  '#222c32',
  '#1a2227',
  '#151c20',
  '#12181c',
]

/** Headings by rank: calm, so that the figures of a screen speak louder than its title. */
const sizes = {
  h1: { fontSize: '1.625rem', lineHeight: '1.25' },
  h2: { fontSize: '1.1875rem', lineHeight: '1.3' },
  h3: { fontSize: '1.0625rem', lineHeight: '1.35' },
  h4: { fontSize: '1rem', lineHeight: '1.4' },
  h5: { fontSize: '0.9375rem', lineHeight: '1.4' },
  h6: { fontSize: '0.875rem', lineHeight: '1.4' },
}

/** On the accent one writes in paper by day and in ink by night, where the accent is light. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  const accent = input.variant === 'filled' && (input.color ?? input.theme.primaryColor) === 'petrol'
  return accent ? { ...colors, color: 'var(--on-accent)' } : colors
}

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 9, dark: 4 },
  colors: { petrol, dark },
  fontFamily: "'Source Sans 3 Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Source Sans 3 Variable', system-ui, sans-serif", fontWeight: '640', sizes },
  defaultRadius: 'md',
  cursorType: 'pointer',
  autoContrast: true,
  variantColorResolver,
  respectReducedMotion: true,
  components: {
    // The head of a dialog is no second banner of the page.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
    Drawer: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
})

/** Components stand on our own paper and write in our own ink (`look.css`). */
const ours = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--quiet)',
  '--mantine-color-placeholder': 'var(--quiet)',
  '--mantine-color-default-border': 'var(--hair)',
}
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours })
