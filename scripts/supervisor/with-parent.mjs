// Loaded into every process that the supervisor starts: when the supervisor is gone, however it went, the process ends.
const PATIENCE_MS = 4_000

if (process.send) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel?.unref()
}
