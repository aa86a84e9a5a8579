/** Hands a finished file to the browser to save, under its own name. */
export function saveFile(file: File): void {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = file.name
  link.click()
  // The download has its own hold on the data once it has begun.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
