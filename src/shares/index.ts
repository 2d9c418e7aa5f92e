export * from './public-lived.ts'
export * from './public-map.ts'
export * from './share.ts'
export * from './shares.ts'
