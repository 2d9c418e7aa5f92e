const MODULE = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/

/**
 * Each Mantine component brings its own style, and only where it is used: whole, its sheet is as heavy as React itself.
 * They come in the layer `mantine`, so that our own sheets always have the last word, in whatever order chunks load.
 */
export const mantineStyles = () => ({
  name: 'mantine-styles',
  transform(code, id) {
    const component = MODULE.exec(id)?.[1]
    if (!component) return null
    return { code: `import '@mantine/core/styles/${component}.layer.css'\n${code}`, map: null }
  },
})
