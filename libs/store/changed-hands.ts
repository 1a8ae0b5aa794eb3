/** What was to be locked has become somebody else's meanwhile. The commit is begun anew and sees him from the start. */
export class ChangedHands extends Error {
  constructor() {
    super('a visit changed hands while its lock was waited for');
  }
}
