// Loaded into every process that the supervisor starts: when the supervisor is gone, for whatever reason, the process
// exits. Its own forks inherit this import, but have another parent and channel.
const PATIENCE_MS = 4_000

if (process.send && process.ppid === Number(process.env.SUPERVISOR_PID)) {
  process.once('disconnect', () => {
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), PATIENCE_MS).unref()
    process.kill(process.pid, 'SIGTERM')
  })
  process.channel?.unref()
}
