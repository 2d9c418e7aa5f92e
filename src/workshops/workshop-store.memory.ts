import type { Participant, Workshop, WorkshopAnswer, WorkshopStore } from './workshop.ts'

/** The workshop store's memory twin. */
export const createMemoryWorkshopStore = (newId: () => string): WorkshopStore => {
  let workshops: readonly Workshop[] = []
  let people: readonly Participant[] = []
  let answers: readonly WorkshopAnswer[] = []
  const change = (workspace: string, id: string, how: (workshop: Workshop) => Workshop): boolean => {
    const found = workshops.find((one) => one.workspace === workspace && one.id === id && one.closedAt === undefined)
    workshops = workshops.map((one) => (one === found ? how(one) : one))
    return found !== undefined
  }
  return {
    add: async (workshop) => {
      if (workshops.some((one) => one.codeHash === workshop.codeHash && one.closedAt === undefined)) return false
      workshops = [...workshops, workshop]
      return true
    },
    get: async (workspace, id) => workshops.find((one) => one.workspace === workspace && one.id === id),
    byCode: async (codeHash) => workshops.find((one) => one.codeHash === codeHash && one.closedAt === undefined),
    list: async (workspace, map) =>
      workshops
        .filter((one) => one.workspace === workspace && one.map === map)
        .sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1)),
    stand: async (workspace, id, stand) => change(workspace, id, (one) => ({ ...one, stand })),
    kept: async (workspace, id, at) => {
      workshops = workshops.map((one) => (one.workspace === workspace && one.id === id ? { ...one, keptAt: at } : one))
    },
    close: async (workspace, id, at) => {
      const closed = change(workspace, id, (one) => ({ ...one, closedAt: at, stand: { ...one.stand, open: false } }))
      if (closed) answers = answers.map((one) => (one.workshop === id ? { ...one, participant: newId() } : one))
    },
    join: async (participant) => {
      people = [...people, participant]
    },
    participant: async (tokenHash) => {
      const who = people.find((one) => one.tokenHash === tokenHash)
      const workshop = workshops.find(({ id }) => id === who?.workshop)
      return who && workshop && { who, workshop }
    },
    people: async (workshop) => people.filter((one) => one.workshop === workshop),
    answer: async (answer) => {
      const same = (one: WorkshopAnswer) =>
        one.workshop === answer.workshop && one.question === answer.question && one.participant === answer.participant
      answers = [...answers.filter((one) => !same(one)), answer]
    },
    answers: async (workshop) => answers.filter((one) => one.workshop === workshop),
  }
}
