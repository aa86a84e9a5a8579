/** As many steps at a time as there are lanes, in the order in which they ask; a step that uses several cores waits for as many lanes. */
export type Lanes = { use<Answer>(count: number, work: () => Promise<Answer>): Promise<Answer> }

type Waiting = { readonly count: number; readonly start: () => void }

export function createLanes(total: number): Lanes {
  const waiting: Waiting[] = []
  let free = total
  function startNext(): void {
    for (let next = waiting[0]; next !== undefined && next.count <= free; next = waiting[0]) {
      waiting.shift()
      free -= next.count
      next.start()
    }
  }
  return {
    async use(count, work) {
      const taken = Math.min(count, total)
      await new Promise<void>((resolve) => {
        waiting.push({ count: taken, start: resolve })
        startNext()
      })
      try {
        return await work()
      } finally {
        free += taken
        startNext()
      }
    },
  }
}
