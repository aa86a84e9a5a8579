import { describe, expect, it } from 'vitest'

import { chartPicture } from '../../src-main/workbook/chart-picture.ts'
import { chartSvg, chartText } from '../../src-main/workbook/chart-svg.ts'
import { markedDrawing } from '../../src-main/workbook/marked-drawing.ts'
import { amount, CHANGES_CHART, TREND_CHART } from './sample-report.ts'

describe('a chart for files', () => {
  it('names its axis with the unit, and labels every bar with sign, arrow and colour', () => {
    const { svg } = chartSvg(CHANGES_CHART)
    expect(svg).toContain('>Change against FY2003 (%)</text>')
    for (const label of ['+4.21', '−0.72', '−3.57', '−5.66']) expect(svg).toContain(`>${label}</text>`)
    expect(svg.match(/<path /g)).toHaveLength(4)
    expect(new Set(svg.match(/<rect [^>]*fill="#(D9661F|2F7FC1)"/g)).size).toBe(4)
  })

  it('keeps bars and labels inside the picture, however far one bar stands out', () => {
    const values = ['143.89', '-35.49', '0.01', '-0.02'].map(amount)
    const { svg, width } = chartSvg({ ...CHANGES_CHART, series: [{ id: 's', name: 'Change', values, labels: values.map((value) => `${value} % (2,167.00 to 1,398.00)`), tone: 'by-sign' }] })
    const rooms = [...svg.matchAll(/<text x="([\d.]+)"[^>]*text-anchor="(start|end)"[^>]*>[^<]*\(2,167/g)].map(([, x = '0', anchor]) => (anchor === 'start' ? width - Number(x) : Number(x)))
    expect(rooms).toHaveLength(4)
    expect(Math.min(...rooms)).toBeGreaterThan(150)
  })

  it('RATE-8: a waterfall goes from level to level, each step from where the one before it ended', () => {
    const values = ['98.5', '3.25', '-1.25', '100.5'].map(amount)
    const { svg } = chartSvg({ ...CHANGES_CHART, kind: 'waterfall', horizontal: false, categories: ['FY2004', 'Salaries', 'More units', 'FY2005'], series: [{ id: 's', name: 'Rate', values, labels: ['98.50', '+3.25', '-1.25', '100.50'], tone: 'by-sign' }] })
    const bars = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="[\d.]+" fill="#/g)].slice(-4).map(([, x = '', width = '']) => [Number(x), Number(x) + Number(width)] as const)
    const [first, up, down, last] = bars
    expect([up?.[0], down?.[1], last?.[1]].map((each) => each?.toFixed(3))).toEqual([first?.[1], up?.[1], down?.[0]].map((each) => each?.toFixed(3)))
    for (const label of ['98.50', '+3.25', '−1.25', '100.50']) expect(svg).toContain(`>${label}</text>`)
    expect(svg).not.toContain('NaN')
  })

  it('leaves a gap where a year has no figure, and names each line at its end', () => {
    const { svg } = chartSvg(TREND_CHART)
    expect(svg).toContain('>Published</text>')
    expect(svg).toContain('>Unrounded</text>')
    expect(svg).toMatch(/<path d="M[^"]*ZM/)
    expect(svg).not.toContain('NaN')
  })

  it('PROJ-1: draws bands below their line, says what the shades mean, and keeps them within the axis', () => {
    const [line] = TREND_CHART.series
    if (line === undefined) throw new Error('No series')
    const span = { low: amount('40'), high: amount('200') }
    const { svg } = chartSvg({ ...TREND_CHART, series: [{ ...line, bands: [{ name: '95 % interval', values: [null, null, span, span] }, { name: '80 % interval', values: [null, null, { low: amount('90'), high: amount('110') }, null] }] }] })
    expect(svg.match(/<path [^>]*fill-opacity/g)).toHaveLength(2)
    expect(svg.lastIndexOf('fill-opacity="0.16"/>')).toBeLessThan(svg.indexOf('fill="none"'))
    for (const words of ['95 % interval', '80 % interval', '200']) expect(svg).toContain(`>${words}</text>`)
    expect(svg).not.toContain('NaN')
  })

  it('names lines that end close together one below the other, and of many months every so many-eth', () => {
    const categories = Array.from({ length: 72 }, (_, index) => `20${String(index).padStart(2, '0')}-01`)
    const series = ['First', 'Second', 'Third'].map((name) => ({ id: name, name, tone: 'neutral' as const, labels: [], values: categories.map(() => amount('5')) }))
    const { svg } = chartSvg({ ...TREND_CHART, categories, series })
    const heights = series.map(({ name }) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${name}</text>`).exec(svg)?.[1]))
    expect([...heights].toSorted((left, right) => left - right)).toEqual(heights)
    expect(Math.min(...heights.slice(1).map((each, index) => each - (heights[index] ?? 0)))).toBeGreaterThanOrEqual(15)
    const named = categories.filter((each) => svg.includes(`>${each}</text>`))
    expect(named.length).toBeLessThan(50)
    expect(named.at(-1)).toBe('2071-01')
  })

  it('of more lines than two writes the last figure beside the name, and none at the points', () => {
    const names = ['Prime CPU Time', 'On-line Data Storage (DASD)', 'SNA Connect Time']
    const series = names.map((name, at) => ({ id: name, name, tone: 'neutral' as const, labels: ['', '', `${at === 1 ? '-' : '+'}1${at}.50 %`], values: ['0', '3', `${at === 1 ? '-' : ''}1${at}.5`].map(amount) }))
    const { svg } = chartSvg({ ...TREND_CHART, categories: ['FY2003', 'FY2004', 'FY2005'], series })
    for (const end of ['Prime CPU Time +10.50 %', 'On-line Data Sto… −11.50 %', 'SNA Connect Time +12.50 %']) expect(svg).toContain(`>${end}</text>`)
    expect(svg).not.toContain('>3.00</text>')
  })

  it('says why it is empty', () => {
    const empty = { ...CHANGES_CHART, categories: [], series: [] }
    expect(chartSvg(empty).svg).toContain('No rate changed.')
    expect(chartText(empty)).toBe('Largest changes, FY2003 to FY2004. No rate changed.')
  })

  it('labels the low of a line alone below its point, where the line is not in the way', () => {
    const [rate] = TREND_CHART.series
    if (rate === undefined) throw new Error('no line')
    const { svg } = chartSvg({ ...TREND_CHART, series: [{ ...rate, values: [amount('100'), amount('98'), amount('100'), amount('99')], labels: ['a', 'b', 'c', 'd'] }, { ...rate, id: 'goal', name: 'Goal', line: 'goal', values: Array.from({ length: 4 }, () => amount('97')) }] })
    const points = [...svg.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].map(([, y]) => Number(y))
    const labels = ['a', 'b', 'c', 'd'].map((label) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${label}</text>`).exec(svg)?.[1]))
    expect(labels.map((y, index) => y > (points[index] ?? 0))).toEqual([false, true, false, true])
  })

  it('takes any text without breaking the drawing', () => {
    const { svg } = chartSvg({ ...CHANGES_CHART, title: '<script>&"\u0000\uD800', categories: ['<', '&', '"', '\u0007'] })
    expect(svg).toContain('&lt;script&gt;&amp;&quot;')
    expect(svg).not.toContain('<script>')
  })

  it('VER-3 has the mark of a page above it, in its own words and whatever they are', () => {
    const mark = `DRAFT · FY2005@<What-if & more> · revision 12 · ${'very '.repeat(40)}long`
    const [plain, marked] = [chartPicture(CHANGES_CHART), markedDrawing(chartSvg(CHANGES_CHART), mark)]
    expect([marked.width, marked.height]).toEqual([plain.width, plain.height + 24])
    expect(marked.svg).toContain('DRAFT · FY2005@&lt;What-if &amp; more&gt; · revision 12')
    expect(marked.svg.match(/very /g)?.length).toBeLessThan(40)
    expect(marked.svg).toContain('CPU, prime time')
    const drawn = chartPicture(CHANGES_CHART, 'DRAFT · FY2005 · revision 12')
    expect([drawn.png.readUInt32BE(16), drawn.png.readUInt32BE(20)]).toEqual([plain.width * 2, plain.height * 2 + 48])
  })

  it('shows its text in the picture, with the bundled font alone', () => {
    const drawn = chartPicture(CHANGES_CHART)
    const wordless = chartPicture({ ...CHANGES_CHART, title: '', categories: CHANGES_CHART.categories.map(() => '') })
    expect(drawn.png.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect(drawn.png.readUInt32BE(16)).toBe(drawn.width * 2)
    expect(drawn.png.length).toBeGreaterThan(wordless.png.length + 2_000)
  })
})
