import { gatherCast, type Cast } from '@/tests/support/cast'
import { beginLesson, enterFromHome, pairScreen, type Visit } from '@/tests/support/people'

/** One lesson across the region: the hub, two classrooms, a host and two homes. */
export type Scene = {
  cast: Cast
  hub: Visit
  bjurholm: Visit
  vannas: Visit
  host: Visit
  saba: Visit
  mehret: Visit
  /** Interpreters of Pashto and Somali, once they have joined. */
  zarmina?: Visit
  hodan?: Visit
}

export async function setScene(): Promise<Scene> {
  const cast = await gatherCast()
  const hub = await beginLesson(cast.browsers.hub, cast.system)
  const { screen: bjurholm, host } = await pairScreen([cast.browsers.classroom, cast.browsers.home], cast.system)
  const { screen: vannas, host: administrator } = await pairScreen(
    [cast.browsers.classroom, cast.browsers.hub],
    cast.system,
    {
      as: 'administrator',
      site: 'Vännäs: Hjortronets lärcentrum',
    },
  )
  await administrator.close()
  const saba = await enterFromHome(cast.browsers.home, cast.system.linkOf('Saba Exempel'))
  const mehret = await enterFromHome(cast.browsers.home, cast.system.linkOf('Mehret Testdotter'), 'audio')
  await host.page.goto(`${cast.system.url}/site`)
  await host.page.locator('a[href^="/site/lessons/"]').first().click()
  await host.page.locator('[data-situation=live]').waitFor()
  return { cast, hub, bjurholm, vannas, host, saba, mehret }
}

/** Opens one of the tools beside the communicator's towns. */
export async function openTool(hub: Visit, tool: string): Promise<void> {
  await hub.page.locator(`#tab-${tool}`).click()
}
