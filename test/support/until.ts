const LOOK_MS = 5;
/** A limit for what never comes about; what does is seen at once, however busy the machine is. */
const WAIT_MAX_MS = 60_000;

/** Waits for a condition. Answers whether it came about. */
export async function comesAbout(is: () => boolean | Promise<boolean>): Promise<boolean> {
  for (let waited = 0; waited < WAIT_MAX_MS; waited += LOOK_MS) {
    if (await is()) return true;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return false;
}

/** The same. @throws where it does not come about */
export async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  if (!(await comesAbout(is))) throw new Error('It did not come about');
}
