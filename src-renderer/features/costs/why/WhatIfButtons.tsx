import type { ReactNode } from 'react'

export function WhatIfButtons({ rateId }: { readonly rateId: string | null }): ReactNode {
  void rateId
  return null
}
