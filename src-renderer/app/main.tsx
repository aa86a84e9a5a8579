import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import '@mantine/spotlight/styles.css'
import './app.css'

import { createRoot } from 'react-dom/client'

import { Root } from './Root.tsx'

const container = document.getElementById('root')
if (container === null) throw new Error('The page has no root.')
createRoot(container).render(<Root />)
