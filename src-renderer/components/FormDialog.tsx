import { Modal, type ModalProps } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'

/** Where the keyboard was when a dialog came; it is given back when the dialog goes, or to the screen where that place went too. */
function useReturnedFocus(): void {
  // While it is drawn for the first time: afterwards the dialog has the focus.
  const [before] = useState(() => document.activeElement)
  useEffect(() => () => {
    if (document.activeElement !== null && document.activeElement !== document.body) return
    const place = before instanceof HTMLElement && before.isConnected && before !== document.body ? before : document.getElementById('main')
    place?.focus({ preventScroll: true })
  }, [before])
}

/** A dialog that is there only while it is open, so that its fields begin anew each time. `data-autofocus` marks the field to begin with. */
export function FormDialog(props: Omit<ModalProps, 'opened' | 'closeButtonProps'>): ReactNode {
  useReturnedFocus()
  return <Modal opened closeButtonProps={{ 'aria-label': 'Close' }} {...props} />
}
