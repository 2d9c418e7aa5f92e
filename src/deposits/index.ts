export * from './deposit.ts'
export * from './deposit-refusals.ts'
export * from './deposits.ts'
export * from './look.ts'
