// The page's own sentence for browsers that are too old waits for this sign (`app/_components/too-old-notice.tsx`).
Reflect.set(globalThis, 'samsalRuns', true)
