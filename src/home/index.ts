export * from './home.ts'
export * from './news.ts'
export * from './sentences.ts'
export * from './waiting.ts'
