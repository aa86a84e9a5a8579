/** Paths as text, for folders that the host hands in: the core has no file system of its own. */

export const MODEL_EXTENSION = '.ratebook'

/** @example fileNameOf('/home/a/FY2005 budget.ratebook') // 'FY2005 budget.ratebook' */
export function fileNameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}

/** The name that a title shows: without folder and extension. @example modelNameOf('/home/a/FY2005 budget.ratebook') // 'FY2005 budget' */
export function modelNameOf(path: string): string {
  const fileName = fileNameOf(path)
  return fileName.toLowerCase().endsWith(MODEL_EXTENSION) ? fileName.slice(0, -MODEL_EXTENSION.length) : fileName
}

/** @example joinPath('/home/a', 'b.ratebook') // '/home/a/b.ratebook' */
export function joinPath(folder: string, fileName: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  return /[\\/]$/.test(folder) ? `${folder}${fileName}` : `${folder}${separator}${fileName}`
}

/** @example withModelExtension('/home/a/budget') // '/home/a/budget.ratebook' */
export function withModelExtension(path: string): string {
  return path.toLowerCase().endsWith(MODEL_EXTENSION) ? path : `${path}${MODEL_EXTENSION}`
}

/**
 * A name that every file system takes.
 *
 * @example safeFileName('Rates: FY2003/FY2004') // 'Rates FY2003-FY2004'
 */
export function safeFileName(name: string): string {
  const cleaned = name
    .replaceAll(/[\p{Cc}<>:"|?*]/gu, ' ')
    .replaceAll(/[\\/]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .slice(0, 120)
    .replace(/[. ]+$/, '')
  return cleaned === '' || /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(cleaned) ? `Untitled ${cleaned}`.trim() : cleaned
}

/** A path as a person types it: one without a folder stands in the models folder. @example absolutePath('b.ratebook', '/home/a') // '/home/a/b.ratebook' */
export function absolutePath(path: string, modelsFolder: string): string {
  return /^(?:[\\/]|[A-Za-z]:[\\/])/.test(path) ? path : joinPath(modelsFolder, path)
}
