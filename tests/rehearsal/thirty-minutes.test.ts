import { afterAll, beforeAll, expect, test } from 'vitest'

import { makeClosers } from '@/tests/support/closers'
import { signIn } from '@/tests/support/people'

import {
  beginWithoutAnAnswer,
  chooseLoudspeaker,
  loseClassroomMicrophone,
  loseCommunicatorsMicrophone,
  loseMicrophoneBetweenHandAndFloor,
  returnToChosenMicrophone,
  takeMicrophoneOfWhoSpeaks,
  takeOverWithoutMicrophone,
} from './thirty-minutes/devices'
import {
  beginBreak,
  BREAK_MINUTES,
  countVisitor,
  endByMistake,
  endLesson,
  endSession,
  expectBreakOver,
  goOn,
  markWithoutLine,
  scanAndKeep,
  sendMarks,
  takeSecondRound,
} from './thirty-minutes/minutes'
import { readAttendance, readClaim, type Minutes, type PrintedRow } from './thirty-minutes/printed'
import { IS_REAL_TIME, MINUTE_MS, PLACES, type Place } from './thirty-minutes/quiet-minutes'
import { setScene, type Scene } from './thirty-minutes/scene'
import {
  beBusy,
  comeBackSilent,
  enterLate,
  fallAsleep,
  keepAwake,
  restartMediaServer,
  takeTelephoneCall,
  vanishWithTheFloor,
  wakeUp,
} from './thirty-minutes/systems'

/** The script: in which minute of the lesson what happens. */
const AT = {
  begin: 0,
  filmonEnters: 0.75,
  wakeLock: 1,
  loudspeaker: 1.5,
  classroomMicrophone: 2,
  visitor: 3,
  marksWithoutLine: 4,
  lineIsBack: 6,
  filmonSleeps: 7,
  communicatorsMicrophone: 7.25,
  lateCard: 8.5,
  filmonWakes: 9.5,
  microphoneTaken: 10.25,
  excusedCard: 11.25,
  breakBegins: 12,
  breakEnds: 12 + BREAK_MINUTES,
  secondRound: 18,
  microphoneEnds: 18.75,
  telephoneCall: 19.5,
  interpreters: 20,
  endedByMistake: 22,
  goesOn: 23,
  chosenMicrophone: 23.75,
  busyCockpit: 24.75,
  mehretVanishes: 25.75,
  mehretIsBack: 26.5,
  sessionEnds: 27.25,
  mediaServer: 28.25,
  end: 30,
} as const

/** A sleeping phone is missed when the server has waited for it in vain, ten seconds after it fell asleep. */
const MISSED_AFTER = 1 / 6
const SLEEP_MS = (AT.filmonWakes - AT.filmonSleeps) * 60_000
const FIRST_HALF = AT.breakBegins
const SECOND_HALF = AT.end - AT.breakEnds - (AT.goesOn - AT.endedByMistake)
const TAUGHT = FIRST_HALF + SECOND_HALF
const FILMON = TAUGHT - AT.filmonEnters - (AT.filmonWakes - AT.filmonSleeps - MISSED_AFTER)
const SELAM = TAUGHT - AT.marksWithoutLine

const present = (minutes: number): Minutes => [TAUGHT, Math.round(minutes), 0, 0, TAUGHT - Math.round(minutes)]
/** What the office prints for each person: presence at home by device, in the classroom by the roll. */
const EXPECTED: readonly PrintedRow[] = [
  ['Anna Exempel', ...present(TAUGHT)],
  ['Anna Exempel', ...present(TAUGHT)],
  ['Dawit Påhittad', ...present(TAUGHT)],
  ['Filmon Påhittad', ...present(FILMON)],
  ['Hiwet Testdotter', TAUGHT, SECOND_HALF, FIRST_HALF, 0, 0],
  ['Letebrhan Påhittad', ...present(TAUGHT)],
  ['Mehret Testdotter', ...present(TAUGHT)],
  ['Saba Exempel', ...present(TAUGHT)],
  ['Selam Exempel', ...present(SELAM)],
  ['Tekle Testson', ...present(0)],
  ['Yonas Exempel', ...present(TAUGHT)],
]

const EVENT_MS = 10 * 60_000
/** An event that begins later than this would change somebody's minutes. */
const LATE_MAX_MS = 12_000
/** Of the thirty, those in which nothing can happen at most places. */
const LISTENED_MIN = 12

let scene: Scene
let wake = () => {
  // Nobody sleeps yet.
}
let fellAsleepAtMs = 0
let selamArrivedAtMs = 0
let listening: Promise<void> | undefined
const closers = makeClosers()

beforeAll(async () => {
  scene = await setScene(closers)
})
afterAll(async () => {
  wake()
  scene?.quiet.stop()
  await closers.closeAll()
})

type Happens = { minute: number; title: string; at: readonly Place[]; act: (scene: Scene) => Promise<void> }

const SCRIPT: readonly Happens[] = [
  {
    minute: AT.begin,
    title: 'a permission that is never answered lets the lesson begin, and the voice is heard when it comes',
    at: [],
    act: async (now) => {
      await beginWithoutAnAnswer(now)
      listening = now.quiet.listenUntil(AT.end)
    },
  },
  { minute: AT.filmonEnters, title: 'somebody who comes a little late hears the lesson', at: [], act: enterLate },
  {
    minute: AT.wakeLock,
    title: 'a phone asks not to fall asleep, and again when it is shown again',
    at: ['saba'],
    act: keepAwake,
  },
  {
    minute: AT.loudspeaker,
    title: 'a loudspeaker is chosen by its tone, and plays the lesson',
    at: ['saba'],
    act: chooseLoudspeaker,
  },
  {
    minute: AT.classroomMicrophone,
    title: 'a classroom whose microphone is gone says so to both sides, and is heard again without a touch',
    at: ['bjurholm'],
    act: loseClassroomMicrophone,
  },
  {
    minute: AT.visitor,
    title: 'somebody whose row is not on the page is counted by their card, after a question',
    at: [],
    act: countVisitor,
  },
  {
    minute: AT.marksWithoutLine,
    title: 'the roll is taken while the line is gone',
    at: [],
    act: async (now) => {
      selamArrivedAtMs = await markWithoutLine(now)
    },
  },
  {
    minute: AT.lineIsBack,
    title: 'what was marked without a line is sent by itself, with its times',
    at: [],
    act: (now) => sendMarks(now, selamArrivedAtMs),
  },
  {
    minute: AT.filmonSleeps,
    title: 'a phone falls asleep',
    at: [],
    act: async (now) => {
      fellAsleepAtMs = Date.now()
      wake = fallAsleep(now)
    },
  },
  {
    minute: AT.communicatorsMicrophone,
    title: 'a communicator whose microphone is unplugged reads that nobody hears them, and is heard when it is back',
    at: PLACES,
    act: loseCommunicatorsMicrophone,
  },
  {
    minute: AT.lateCard,
    title: 'a card that is scanned after its person was marked late asks before it changes that',
    at: [],
    act: scanAndKeep('selam', 'Selam Exempel är markerad ”Sen”. Ändra till'),
  },
  {
    minute: AT.filmonWakes,
    title: 'a phone that slept for 150 seconds says what it missed, and the communicator sees who slept',
    at: [],
    act: async (now) => {
      await new Promise((resolve) => setTimeout(resolve, fellAsleepAtMs + SLEEP_MS - Date.now()))
      wake()
      await wakeUp(now)
    },
  },
  {
    minute: AT.microphoneTaken,
    title: 'a microphone that the system takes is not called heard, until it is given back',
    at: ['saba'],
    act: takeMicrophoneOfWhoSpeaks,
  },
  {
    minute: AT.excusedCard,
    title: 'a late card of somebody who is excused asks before it changes that',
    at: [],
    act: scanAndKeep('hiwet', 'Hiwet Testdotter är markerad ”Giltig frånvaro”. Ändra till'),
  },
  { minute: AT.breakBegins, title: 'a break of five minutes is shown everywhere', at: [], act: beginBreak },
  {
    minute: AT.breakEnds,
    title: 'the break ends by itself after its five minutes, and the voice is heard everywhere',
    at: [],
    act: expectBreakOver,
  },
  { minute: AT.secondRound, title: 'the roll asks for its second round', at: [], act: takeSecondRound },
  {
    minute: AT.microphoneEnds,
    title: 'somebody whose microphone ends between hand and floor is heard with another',
    at: ['saba'],
    act: loseMicrophoneBetweenHandAndFloor,
  },
  {
    minute: AT.telephoneCall,
    title: 'a telephone call that pauses the sound is over without a touch',
    at: ['saba'],
    act: takeTelephoneCall,
  },
  {
    minute: AT.interpreters,
    title: 'an interpreter whose microphone does not open takes over from nobody, and the channel never falls silent',
    at: ['mehret'],
    act: takeOverWithoutMicrophone,
  },
  {
    minute: AT.endedByMistake,
    title: 'a lesson that is ended by mistake closes every microphone',
    at: [],
    act: endByMistake,
  },
  {
    minute: AT.goesOn,
    title: 'it goes on for everybody, and no microphone opens by that except the communicator’s',
    at: [],
    act: goOn,
  },
  {
    minute: AT.chosenMicrophone,
    title: 'another microphone stands in for the chosen one, which is used again when it is back',
    at: PLACES,
    act: returnToChosenMicrophone,
  },
  {
    minute: AT.busyCockpit,
    title: 'a cockpit that is busy for 2.5 and for 8 seconds loses no word, and nobody reads that it has',
    at: ['saba', 'bjurholm'],
    act: beBusy,
  },
  {
    minute: AT.mehretVanishes,
    title: 'somebody who vanishes while they have the floor is heard no more',
    at: [],
    act: vanishWithTheFloor,
  },
  {
    minute: AT.mehretIsBack,
    title: 'they come back, and no microphone opens before their own tap',
    at: [],
    act: comeBackSilent,
  },
  {
    minute: AT.sessionEnds,
    title: 'a communicator whose session ends stays, and signs in again beside the lesson',
    at: [],
    act: endSession,
  },
  {
    minute: AT.mediaServer,
    title: 'a media server that is restarted under open pages is back for all of them without a touch',
    at: PLACES,
    act: restartMediaServer,
  },
  { minute: AT.end, title: 'the lesson ends after thirty minutes', at: [], act: endLesson },
]

test.each(SCRIPT)(
  'minute $minute: $title',
  async ({ minute, at, act }) => {
    const lateMs = await scene.clock.until(minute)
    scene.quiet.disturb(at)
    try {
      await act(scene)
    } finally {
      scene.quiet.settle(at)
      console.log(`minute ${minute}: begun ${(lateMs / 1_000).toFixed(1)} s late, over at ${scene.clock.minute}`)
    }
    expect(IS_REAL_TIME ? lateMs : 0, 'late by').toBeLessThan(LATE_MAX_MS)
  },
  EVENT_MS,
)

test('in every minute the communicator was heard wherever nothing happened', async () => {
  await listening
  const results = PLACES.map((place) => ({ place, ...scene.quiet.resultOf(place) }))
  console.log(results.map(({ place, listened }) => `${place}: heard in ${listened} minutes`).join('; '))
  expect(results.filter(({ silentIn }) => silentIn.length > 0)).toEqual([])
  if (IS_REAL_TIME) for (const { listened } of results) expect(listened).toBeGreaterThanOrEqual(LISTENED_MIN)
})

test.runIf(IS_REAL_TIME)('the office prints the minutes of every person as the script has them', async () => {
  const { hub } = scene
  await hub.getByRole('link', { name: 'Visa närvaron' }).click()
  await hub.waitForURL('**/office/lessons/**')
  const read = async () => {
    await hub.reload()
    return readAttendance(hub)
  }
  // The end by mistake may have been assessed before.
  await expect.poll(read, { timeout: MINUTE_MS, interval: 3_000 }).toEqual(EXPECTED)
  console.log((await readAttendance(hub)).map((row) => row.join(' ')).join('\n'))
})

test('the printed rows of the claim add up to its printed total', async () => {
  const { cast } = scene
  const { page } = await signIn(cast.browsers.hub, cast.system, { as: cast.system.staff('administrator') })
  await page.goto(`${cast.system.url}/office/claims`)
  const option = page.locator('select[name=municipalityId] option', { hasText: 'Bjurholm' })
  await page.locator('select[name=municipalityId]').selectOption((await option.getAttribute('value')) ?? '')
  await page.locator('main form').first().locator('button[type=submit]').click()
  await page.getByRole('button', { name: 'CSV' }).waitFor()
  const { rows, total } = await readClaim(page)
  const sumOf = (figure: keyof typeof total) => rows.reduce((sum, row) => sum + row[figure], 0)
  expect(rows.length).toBeGreaterThanOrEqual(8)
  expect({ hundredths: sumOf('hundredths'), minutes: sumOf('minutes') }).toEqual(total)
  console.log(`${rows.length} rows add up to ${total.hundredths / 100} hours, ${total.minutes} minutes`)
})
