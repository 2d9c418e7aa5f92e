import { createTheme, type MantineColorsTuple } from '@mantine/core'

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

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 9, dark: 4 },
  colors: { petrol },
  fontFamily: "'Source Sans 3 Variable', system-ui, sans-serif",
  headings: { fontFamily: "'Source Sans 3 Variable', system-ui, sans-serif", fontWeight: '640' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  autoContrast: true,
})
