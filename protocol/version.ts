/** Version of the contract between browser, app and media server. A ticket of another version is refused. */
export const PROTOCOL_VERSION = 7
