declare module '*.css'
declare module '@mantine/core/styles/*.css'
declare module '@mantine/spotlight/styles.layer.css'
declare module '@fontsource-variable/source-sans-3'
