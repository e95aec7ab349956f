// Loaded into every process that the supervisor starts: when the supervisor is gone, however it went, the process ends.
// What such a process forks inherits this import, and has a parent and a channel of its own.
const PATIENCE_MS = 4_000

if (process.send && process.ppid === Number(process.env.SUPERVISOR_PID)) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel?.unref()
}
