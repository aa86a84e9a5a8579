import { expect, test } from 'vitest'

import { absolutePath, fileNameOf, joinPath, modelNameOf, safeFileName, withModelExtension } from '../../src-main/core/paths.ts'

test('a title names the file without folder and extension', () => {
  expect(fileNameOf('/home/a/FY2005 budget.ratebook')).toBe('FY2005 budget.ratebook')
  expect(modelNameOf('/home/a/FY2005 budget.ratebook')).toBe('FY2005 budget')
  expect(modelNameOf('C:\\Users\\a\\FY2005.RATEBOOK')).toBe('FY2005')
})

test('paths keep the way of their folder', () => {
  expect(joinPath('/home/a', 'b.ratebook')).toBe('/home/a/b.ratebook')
  expect(joinPath('C:\\Users\\a', 'b.ratebook')).toBe('C:\\Users\\a\\b.ratebook')
  expect(withModelExtension('/home/a/budget')).toBe('/home/a/budget.ratebook')
  expect(withModelExtension('/home/a/budget.RateBook')).toBe('/home/a/budget.RateBook')
})

test('a path without a folder stands in the models folder', () => {
  expect(absolutePath('b.ratebook', '/home/a')).toBe('/home/a/b.ratebook')
  expect(absolutePath('/x/b.ratebook', '/home/a')).toBe('/x/b.ratebook')
  expect(absolutePath('D:/b.ratebook', 'C:\\Users\\a')).toBe('D:/b.ratebook')
})

test.each([
  ['Rates: FY2003/FY2004', 'Rates FY2003-FY2004'],
  ['../../etc/passwd', '-..-etc-passwd'],
  ['a\u0000b\n<c>', 'a b c'],
  ['  .hidden.  ', 'hidden'],
  ['con', 'Untitled con'],
  ['???', 'Untitled'],
  ['Ärger mit Größe', 'Ärger mit Größe'],
])('every file system takes the name made of %j', (name, safe) => {
  expect(safeFileName(name)).toBe(safe)
})
