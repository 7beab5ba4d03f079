import type { Permission } from './permissions.ts';

/** Whoever asks for something that is written down: a person, another system, or the terminal. */
export interface Actor {
  /** `staff:<id>`, `key:<id>`, `bootstrap`, `terminal` or `system`. */
  id: string;
  /** As it is called today: 王敏, 教务系统. */
  name: string;
  /** The issuing office of a person, 浦东分部. */
  office?: string;
  permissions: ReadonlySet<Permission>;
}

/** What the records keep of an actor. */
export type ActorName = Pick<Actor, 'id' | 'name'>;

/** Whoever sits at the machine, with its commands. */
export const TERMINAL_ACTOR: ActorName = { id: 'terminal', name: '终端' };
/** Makes what a demonstration begins with. */
export const DEMO_ACTOR: ActorName = { id: 'demo', name: '演示' };
