/** The keys stay in a list of rows when the row of the pressed button goes away: on the same button of the next row, or of the one before. */
export function focusNeighbour(button: HTMLElement): void {
  const row = button.closest('tr')
  const place = [...(row?.querySelectorAll('button') ?? [])].findIndex((each) => each === button)
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling
  neighbour?.querySelectorAll('button')[place]?.focus()
}
