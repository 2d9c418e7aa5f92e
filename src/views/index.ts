export * from './view.ts'
export * from './view-store.ts'
export * from './views.ts'
