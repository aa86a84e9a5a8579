import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

/** The one accent: the navy of the icon and of the workbooks. */
const ledger: MantineColorsTuple = ['#eef3f9', '#dce6f2', '#bacde3', '#92b0d2', '#6f96c3', '#4f7eb1', '#3c6da0', '#2a5484', '#1f3f66', '#162d49']
const gray: MantineColorsTuple = ['#f7f8fa', '#f0f2f4', '#e4e7eb', '#d3d8de', '#b6bdc6', '#8b939e', '#646c77', '#4a515b', '#31373f', '#1c2026']
const dark: MantineColorsTuple = ['#d5d9de', '#b3b9c1', '#959da8', '#6d7580', '#3f4650', '#33393f', '#282d34', '#1c2025', '#16191d', '#101215']

/** Dense, quiet, thin rules instead of boxes. */
export const theme = createTheme({
  primaryColor: 'ledger',
  primaryShade: { light: 7, dark: 6 },
  colors: { ledger, gray, dark },
  white: '#ffffff',
  black: '#1c2026',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'SF Mono', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' }, h2: { fontSize: '1.0625rem', lineHeight: '1.35' }, h3: { fontSize: '0.9375rem', lineHeight: '1.4' }, h4: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '8px', xl: '12px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray', size: 'md' } },
    TextInput: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    // The list itself scrolls, as a list box may; a scrolling box around it would have to take the keyboard. What is typed marks the first that fits, so that Enter takes it.
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right', withScrollArea: false, selectFirstOptionOnChange: true }, styles: { options: { maxHeight: 300, overflowY: 'auto' } } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs', withScrollArea: false }, styles: { options: { maxHeight: 300, overflowY: 'auto' } } },
    // Ground and icon tell its kind; the words are read as all others are.
    Alert: { styles: { label: { color: 'var(--mantine-color-text)' } } },
    Fieldset: { styles: { legend: { fontSize: '0.75rem', fontWeight: 600 } } },
    MultiSelect: { defaultProps: { size: 'xs', withScrollArea: false, selectFirstOptionOnChange: true }, styles: { options: { maxHeight: 300, overflowY: 'auto' } } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Radio: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    FileInput: { defaultProps: { size: 'xs' } },
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500 } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, multiline: true, maw: 320, fz: 'xs' } },
    // The page itself never scrolls, so nothing needs to be locked (and the lock's style would need a nonce of its own).
    ModalRoot: { defaultProps: { lockScroll: false } },
    Spotlight: { defaultProps: { lockScroll: false, overlayProps: { backgroundOpacity: 0.35, blur: 0 } } },
    Modal: { defaultProps: { centered: true, lockScroll: false, overlayProps: { backgroundOpacity: 0.35 } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    // Menus hold items alone; a placeholder among them is no item. They close before what is pressed outside takes the focus, which it then keeps.
    Menu: { defaultProps: { transitionProps: { duration: 0 }, shadow: 'md', position: 'bottom-end', withInitialFocusPlaceholder: false, clickOutsideEvents: ['pointerdown', 'keydown'], clickOutsideCapture: true } },
    // A dialog's head is no banner of the page.
    ModalHeader: { defaultProps: { role: 'presentation' } },
  },
})

/** Colours with a meaning of their own; sign, arrow or words say the same again, so that colour never carries it alone. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': gray[6], '--mantine-color-placeholder': '#6b737e', '--mantine-color-error': '#a8201a',
    '--ratebook-increase': '#a84300', '--ratebook-decrease': '#005a9c', '--ratebook-rule': gray[2], '--ratebook-rule-strong': gray[3],
    '--ratebook-frame': gray[0], '--ratebook-selected': '#e6eff9', '--ratebook-draft-fill': '#fff1e0', '--ratebook-draft-ink': '#8a3a00',
  },
  dark: {
    '--mantine-color-dimmed': dark[2], '--mantine-color-placeholder': dark[2], '--mantine-color-error': '#ff8f87',
    '--ratebook-increase': '#ffa94d', '--ratebook-decrease': '#74c0fc', '--ratebook-rule': dark[5], '--ratebook-rule-strong': dark[4],
    '--ratebook-frame': dark[8], '--ratebook-selected': '#21354b', '--ratebook-draft-fill': '#40290f', '--ratebook-draft-ink': '#ffc078',
  },
})

/** The nonce that the host put into this response (CSP); empty in development, where there is none. */
export function styleNonce(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')
  return meta?.nonce ?? ''
}
