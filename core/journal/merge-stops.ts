/** Why a run of changes cannot be merged now, or ever: nothing of it has been written. The exchange decides what becomes of the file. */

/** A known number with another hash, or a first new change that continues another past: reason `forked`. */
export class ForkFound extends Error {
  readonly replica: string;
  readonly seq: number;

  constructor(replica: string, seq: number) {
    super(`${replica} has two changes with number ${seq}`);
    this.name = 'ForkFound';
    this.replica = replica;
    this.seq = seq;
  }
}

/** Changes before the first one have not come: the file waits. */
export class GapFound extends Error {
  readonly replica: string;
  /** The next number that this register can take. */
  readonly expected: number;
  readonly first: number;

  constructor(replica: string, expected: number, first: number) {
    super(`${replica} continues with ${expected}, not ${first}`);
    this.name = 'GapFound';
    this.replica = replica;
    this.expected = expected;
    this.first = first;
  }
}

/** Values without the secret that commits to them: reason `altered`. */
export class SecretMissing extends Error {
  readonly subject: string;

  constructor(subject: string) {
    super(`no secret for ${subject}`);
    this.name = 'SecretMissing';
    this.subject = subject;
  }
}

/** Numbers without order, a counter that falls or leaps, changes of another replica or owner: reason `malformed`. */
export class RunMalformed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RunMalformed';
  }
}
