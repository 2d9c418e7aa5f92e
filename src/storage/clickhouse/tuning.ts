/** How chDB is started. Each figure here was measured: decision 0011. */
export const connectionArgs: readonly string[] = [
  '--mark_cache_size=67108864',
  '--max_server_memory_usage=2000000000',
  // Bound lists travel inside a statement of the session.
  '--max_query_size=4194304',
]

/**
 * What the process needs in its environment before it starts. Long queries fill libuv's pool of four threads; chDB's
 * allocator keeps freed pages for five seconds and one arena for each core unless it is told otherwise.
 */
export const analyticsEnvironment = {
  UV_THREADPOOL_SIZE: '16',
  JE_MALLOC_CONF: 'narenas:2,percpu_arena:disabled,dirty_decay_ms:300,muzzy_decay_ms:0,prof:false,prof_active:false',
} as const
