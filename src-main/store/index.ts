/** Model files, other files and machine settings on disk: what the core's ports ask for, made of SQLite and plain files. */
export { MAX_AUTOMATIC_BACKUPS, backupFolderOf } from './backups.ts'
export { APPLICATION_ID } from './database.ts'
export { createFiles } from './files.ts'
export { lockPathOf } from './lock.ts'
export { createMachineSettings } from './machine-settings.ts'
export type { Migration } from './migrate.ts'
export { createStoreFactory, type StoreFactoryOptions } from './store-factory.ts'
export { StoreRefusal } from './failures.ts'
