/**
 * HTTP as a carrier, at the level of whole requests: an upload that is cut at any byte and resumed, an answer that is lost, a
 * download that breaks off, a server that starts again and forgets what was half there. The real one is tested in test/server/http.
 */
import { hash } from 'node:crypto';
import { takeUp } from './carriers.ts';
import type { Play } from './play.ts';
import { exchangeOf, type Side } from './world.ts';

export class HttpCarrier {
  /** Uploads that are half there, by server and content. */
  readonly #halves = new Map<string, number>();

  /** One exchange: the member sends what its office lacks, hears what it holds, and fetches what is there for it. */
  async exchange(play: Play, member: Side, office: Side): Promise<void> {
    if (play.random.integer(25) === 0 && this.#halves.size > 0) {
      this.#halves.clear();
      play.bite('server started again');
    }
    const files: Buffer[] = [];
    await play.act(member, `sends by HTTP to ${office.name}`, async () => {
      await exchangeOf(member).pack();
      for (const file of await exchangeOf(member).outgoing(office.owner)) files.push(await file.read());
    });
    for (const bytes of files) if (!(await this.#upload(play, member, office, bytes))) return;
    await this.#fetch(play, member, office);
  }

  /** False when the line broke. */
  async #upload(play: Play, member: Side, office: Side, bytes: Buffer): Promise<boolean> {
    const key = `${office.name} ${hash('sha256', bytes, 'hex')}`;
    const there = this.#halves.get(key) ?? 0;
    if (play.random.integer(6) === 0) {
      this.#halves.set(key, there + play.random.integer(bytes.length - there));
      play.bite('request cut');
      return false;
    }
    this.#halves.delete(key);
    let answer: Buffer | undefined;
    await play.act(office, `gets an upload of ${member.name}`, async () => {
      await takeUp(office, [bytes], play.carried, { isByHand: true });
      answer = await exchangeOf(office).acknowledgementFor(member.owner);
    });
    if (play.random.integer(10) === 0) {
      play.bite('answer lost');
      return false;
    }
    const heard = answer ? [answer] : [];
    await play.act(member, `hears from ${office.name}`, () => takeUp(member, heard, play.carried));
    return true;
  }

  async #fetch(play: Play, member: Side, office: Side): Promise<void> {
    const files: Buffer[] = [];
    await play.act(office, `lists what it has for ${member.name}`, async () => {
      for (const file of await exchangeOf(office).outgoing(member.owner)) files.push(await file.read());
    });
    const whole = play.random.integer(6) === 0 ? files.slice(0, play.random.integer(files.length + 1)) : files;
    if (whole.length < files.length) play.bite('download cut');
    await play.act(member, `fetches from ${office.name}`, () => takeUp(member, whole, play.carried));
  }
}
