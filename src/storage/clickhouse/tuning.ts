/** How chDB is started: see the decision record on the analytics engine's memory for what was measured. */
export const connectionArgs: readonly string[] = [
  '--mark_cache_size=67108864',
  '--max_server_memory_usage=2000000000',
  '--max_query_size=4194304',
]

/** What the process needs in its environment before it starts: long queries fill libuv's pool of four threads. */
export const analyticsEnvironment = { UV_THREADPOOL_SIZE: '16' } as const
