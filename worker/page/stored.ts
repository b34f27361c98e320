// Tells whether the device stores anything of the reader's, without creating a database.

/** `true` if the browser does not tell (Firefox before 126, some private windows). */
const hasDatabase = async (name: string) => {
  try {
    return (await indexedDB.databases()).some((database) => database.name === name);
  } catch {
    return true;
  }
};
Object.assign(globalThis, { hasDatabase });
export {};
