import { isKept, median } from '../../tests/bench/figures.ts'
import { show, type Results } from './results.ts'

/** A typical lesson of the region, from the middle of the plans in docs, not a measurement. */
const LESSON = { classrooms: 5, phones: 6, minutes: 210 }
/** Packets per second, from docs/performance.md and the media profile: audio in frames of 60 ms, a camera of 360p. */
const RATES = { voice: 17, camera: 40, classroomCamera: 40 }
const KBPS = { voice: 24, camera: 380 }
/** A worker is planned for this share of its core, which leaves capacity for bursts and for the lessons of a node that failed. */
const PLANNED_SHARE = 0.6
/** A node is planned with this many cores for media; the others carry signalling, network and system. */
const CORES = { media: 6, machine: 8 }

const STEPS = [
  { name: 'one municipality', lessons: 2 },
  { name: 'a region: Umeå and the inland', lessons: 12 },
  { name: 'a county', lessons: 60 },
  { name: 'ten counties', lessons: 600 },
  { name: 'all 290 municipalities', lessons: 2_000 },
] as const

type Cost = { packets: number; megabits: number; endpoints: number }

/**
 * The cost of one lesson: classrooms and phones receive voice and camera of the communicator, who receives the
 * classrooms' cameras and voices.
 */
export function costOfLesson(): Cost {
  const receivers = LESSON.classrooms + LESSON.phones
  const toReceivers = receivers * (RATES.voice + RATES.camera)
  const toTeacher = LESSON.classrooms * (RATES.voice + RATES.classroomCamera)
  const sent = (receivers * (KBPS.voice + KBPS.camera) + LESSON.classrooms * (KBPS.voice + KBPS.camera)) / 1_000
  return { packets: toReceivers + toTeacher, megabits: sent, endpoints: receivers + 1 }
}

/** docs/scaling.md, computed from the measurements. */
export function scalingPage(results: Results, on: string): string {
  const figure = (key: string) => results.figures.find((one) => one.key === key)
  const value = (key: string) => median(figure(key)?.values ?? [])
  const microsPerPacket = value('workerMicrosPerPacket')
  const twoWorkers = value('twoWorkersRatio')
  const perCore = (1e6 / microsPerPacket) * PLANNED_SHARE
  const lesson = costOfLesson()
  const perNode = Math.floor((perCore * CORES.media * Math.min(1, twoWorkers / 2)) / lesson.packets)
  const rows = STEPS.map(({ name, lessons }) => {
    const nodes = Math.ceil(lessons / perNode)
    const spare = nodes === 1 ? 2 : nodes + Math.max(1, Math.ceil(nodes / 10))
    const endpoints = lessons * lesson.endpoints
    const gigabits = (lessons * lesson.megabits) / 1_000
    const webs = Math.max(2, Math.ceil(endpoints / WEB.endpointsEach))
    return [
      name,
      lessons,
      endpoints,
      Math.round((lessons * lesson.packets) / 1_000),
      gigabits < 1 ? `${Math.round(gigabits * 1_000)} Mbit/s` : `${gigabits.toFixed(1)} Gbit/s`,
      `${spare} (${nodes} at work)`,
      lessons <= 12 ? '1, or 2 to outlive one' : webs,
      lessons <= 60 ? 'one, with a standby' : 'one with 8 cores, with a standby',
    ]
  })
  const unkept = results.figures.filter((one) => isKept(one) === false).map((one) => one.what)
  return `${[
    '# From one municipality to all 290',
    '',
    `Written by \`npm run bench\` from the figures of ${on} in \`docs/performance.md\`; do not edit by hand.`,
    '',
    '## Assumptions and measurements',
    '',
    `- A packet costs the worker ${show(microsPerPacket)} µs of its core here. A worker is planned for ${PLANNED_SHARE * 100} % of a core: ${Math.round(perCore / 1_000)} 000 packets a second.`,
    `- A lesson: ${LESSON.classrooms} classrooms and ${LESSON.phones} phones, all receiving voice and a 360p camera; the communicator receives every classroom's picture and voice. ${lesson.endpoints} endpoints, ${lesson.packets} packets a second (voice ${RATES.voice}, camera ${RATES.camera}), ${show(lesson.megabits)} Mbit/s out. Slides are images: a few kilobytes when one is turned.`,
    `- Two workers carry ${show(twoWorkers)} times as much as one.`,
    `- A media node with ${CORES.machine} cores gives ${CORES.media} to workers: ${perNode} lessons at once.`,
    `- A lesson larger than a worker or a node spreads automatically (decisions 0032, 0033): two nodes carry ${show(value('twoHostsRatio'))} times as much as one.`,
    ...(unkept.length > 0 ? [`- Not reached in that run: ${unkept.join('; ')}.`] : []),
    '',
    '## The steps',
    '',
    '| step | lessons at once | endpoints | thousand packets/s | out, all nodes | media nodes of 8 cores | machines for web and jobs | Postgres |',
    '|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
    'The table includes one spare node, and one more for every ten, so that a node can be drained for an upgrade, or fail, at the busiest hour.',
    '',
    '## What each step needs',
    '',
    '1. **One municipality**: one machine runs everything (`npm start`). Two cores are enough; a second machine covers the failure of the first.',
    '2. **A region**: web, jobs and Postgres on one machine, media on two (`SAMSAL_PARTS`), so that either can be upgraded on a weekday (`SIGUSR2`).',
    '3. **A county**: media nodes get `MEDIA_REGION`, the county code, so that media stays near its municipality; several web apps behind one proxy; Postgres with its own standby.',
    '4. **Ten counties**: nodes in several data centres. Each node sends a report every second: a hundred nodes mean a hundred small transactions a second. Use pipes between nodes (`NODE_LINK_URL`) only within a data centre, except for lectures.',
    '5. **All 290**: the same, on a larger scale. Only Postgres sees the load of all lessons: joins, presence once a minute for each endpoint, node reports.',
    '',
    '## Load on Postgres',
    '',
    ...STEPS.map(({ name, lessons }) => {
      const endpoints = lessons * lesson.endpoints
      const facts = endpoints / 60
      const nodes = Math.ceil(lessons / perNode)
      return `- ${name}: ${show(facts)} presence facts a second in batches, ${nodes} node reports a second, ${show(endpoints / JOIN_SECONDS)} tickets a second when everybody joins within ten minutes.`
    }),
    '',
    '## What is not measured',
    '',
    'These figures are extrapolated from one machine with two cores. A machine with eight has different caches, one network card, and a kernel that distributes its interrupts; measure one with `npm run load` before you buy ten. TURN relays the same packets again, on its own machine. Each recording runs one ffmpeg, which takes a few percent of a core because it copies instead of encoding.',
    '',
  ].join('\n')}`
}

const WEB = { endpointsEach: 8_000 }
const JOIN_SECONDS = 600
