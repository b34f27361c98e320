// Tells whether the device stores anything of the reader's, without creating a database.

/** How long the browser may take to answer, in milliseconds. */
const PATIENCE = 2000;

/** `true` if the browser does not tell (Firefox before 126, some private windows). */
const hasDatabase = async (name: string) => {
  try {
    // Throws where storage is blocked, so it comes before the timer.
    const answer = indexedDB.databases();
    const late = new Promise<never>((_, failed) => setTimeout(failed, PATIENCE));
    return (await Promise.race([answer, late])).some((database) => database.name === name);
  } catch {
    return true;
  }
};
Object.assign(globalThis, { hasDatabase });
export {};
