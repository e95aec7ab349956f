import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** About a minute and a half of a lesson as it is spoken, with the pauses of somebody who checks for understanding. */
const LESSON = [
  'God morgon allihop. I dag pratar vi om att bo i Sverige.',
  'Många hyr en lägenhet. Den som hyr ut kallas hyresvärd. Varje månad betalar man hyra.',
  'Vad händer om man inte betalar i tid? Då kan man få en påminnelse, och till slut förlora sin bostad.',
  'Säg till din hyresvärd om något går sönder. Spisen, kylskåpet eller värmen. Du ska inte laga elen själv.',
  'På kvällen ska det vara lugnt i huset. Tänk på grannarna när du tvättar eller lyssnar på musik.',
  'Tvättstugan bokar man. Städa efter dig, så att nästa person kan börja direkt.',
  'Har du frågor? Räck upp handen. Jag väntar en stund.',
  'Bra. Nu tittar vi på nästa bild. Här ser ni ett hyreskontrakt. Läs det noga innan du skriver under.',
  'Man har oftast tre månaders uppsägningstid. Det betyder att man betalar hyra i tre månader efter att man har sagt upp sig.',
]

/** A microphone's recording of speech, generated once per machine. */
export async function makeSpeech(): Promise<string> {
  const folder = path.join(tmpdir(), 'samsal-speech-1')
  const target = path.join(folder, 'lesson.wav')
  if (existsSync(target)) return target
  await mkdir(folder, { recursive: true })
  const marked = `<speak>${LESSON.map((sentence) => `${sentence}<break time="1500ms"/>`).join('')}</speak>`
  await run('espeak-ng', ['-v', 'sv', '-m', '-s', '135', '-w', `${target}.wav`, marked])
  await run('ffmpeg', ['-y', '-v', 'error', '-i', `${target}.wav`, '-ar', '48000', '-ac', '1', target])
  return target
}

/** A camera's recording that changes everywhere all the time: the most expensive picture possible. */
export async function makeRestlessPicture(): Promise<string> {
  const folder = path.join(tmpdir(), 'samsal-speech-1')
  const target = path.join(folder, 'restless.y4m')
  if (existsSync(target)) return target
  await mkdir(folder, { recursive: true })
  const source = 'testsrc2=size=640x360:rate=20,noise=alls=25:allf=t,format=yuv420p'
  await run('ffmpeg', ['-y', '-v', 'error', '-f', 'lavfi', '-i', source, '-t', '5', `${target}.part.y4m`])
  await rename(`${target}.part.y4m`, target)
  return target
}
