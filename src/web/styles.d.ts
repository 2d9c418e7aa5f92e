declare module '*.css'
declare module '@mantine/core/styles/*.css'
declare module '@fontsource-variable/source-sans-3'
