/** What has become of a request for a transfer, and of the question that it puts to one municipality. */
export const TRANSFER_STATES = ['asked', 'agreed', 'refused', 'withdrawn', 'expired'] as const
export type TransferState = (typeof TRANSFER_STATES)[number]
