import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EmbeddedPostgresError, otherWays } from './error.ts';

const run = promisify(execFile);

/** The user that owns the cluster and that its programs run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** A command line and the identity to start it with. */
export interface Launch {
  readonly file: string;
  readonly args: readonly string[];
  readonly identity: Partial<Account>;
}

/** Turns a command into one that runs as the cluster's owner and reaches its files. */
export type Runner = (file: string, args: readonly string[]) => Launch;

/**
 * As whom PostgreSQL shall run. It refuses to run as root, so root hands it to the owner of the existing cluster or, for
 * a new one, to the system user `postgres`, which is created where it is missing. Anybody else runs it as themselves.
 *
 * @param owner who owns the cluster; null when there is none yet.
 * @throws EmbeddedPostgresError 'no-permission'.
 */
export async function chooseAccount(owner: Account | null, path: string): Promise<Account> {
  const self = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
  if (self.uid !== 0) {
    if (owner === null || owner.uid === self.uid) return self;
    throw new EmbeddedPostgresError(
      'no-permission',
      `The database in ${path} belongs to another user (uid ${owner.uid}): run the command as that user, ${otherWays}.`,
    );
  }
  if (owner !== null && owner.uid !== 0) return owner;
  return (await findAccount()) ?? (await createAccount(path));
}

/** `_postgres` is what macOS calls it. */
async function findAccount(): Promise<Account | null> {
  for (const name of ['postgres', '_postgres']) {
    const [uid, gid] = await Promise.all([idOf('-u', name), idOf('-g', name)]);
    if (uid !== null && gid !== null) return { uid, gid };
  }
  return null;
}

async function idOf(flag: '-u' | '-g', name: string): Promise<number | null> {
  try {
    return Number((await run('id', [flag, name])).stdout);
  } catch {
    return null;
  }
}

async function createAccount(path: string): Promise<Account> {
  // Debian and Fedora have the first, BusyBox (Alpine) has the second. Neither gives it a password or a home.
  const ways: readonly (readonly [string, readonly string[]])[] = [
    ['useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']],
    ['adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres']],
  ];
  let cause: unknown;
  for (const [file, args] of ways) {
    try {
      await run(file, [...args]);
    } catch (error) {
      cause = error;
    }
    // Another command may have created it in the meantime.
    const account = await findAccount();
    if (account !== null) return account;
  }
  throw new EmbeddedPostgresError(
    'no-permission',
    `PostgreSQL does not run as root, and the system user "postgres" could not be created to run it for ${path}: create that user, run the command as an ordinary user, or set DATABASE_URL.`,
    { cause },
  );
}

/**
 * How to run PostgreSQL's programs as the account. Root's files often lie under a folder that only root may enter, such
 * as /root; then the programs keep the one capability that lets them pass (Linux, capabilities(7)), through `setpriv` of
 * util-linux. Chosen by trying.
 *
 * @param needs the program, PostgreSQL's data directory, and how to name the latter to people.
 * @throws EmbeddedPostgresError 'no-permission' when no way reaches them.
 */
export async function chooseRunner(
  account: Account,
  needs: { readonly program: string; readonly dataDirectory: string; readonly folder: string },
): Promise<Runner> {
  if (process.geteuid?.() !== 0) return (file, args) => ({ file, args, identity: {} });
  const plain: Runner = (file, args) => ({ file, args, identity: account });
  // Reading and searching is enough; some containers grant root only the stronger one.
  const runners = [plain, passing(account, 'dac_read_search'), passing(account, 'dac_override')];
  for (const runner of runners)
    if (await reaches(runner, [needs.program, needs.dataDirectory])) return runner;
  throw new EmbeddedPostgresError(
    'no-permission',
    `PostgreSQL does not run as root, and the user it runs as instead (uid ${account.uid}) may not enter the folders above ${needs.program} or ${needs.folder}: move the project and its data out of folders that only root may enter, install setpriv (util-linux), or set DATABASE_URL to a PostgreSQL of yours.`,
  );
}

function passing(account: Account, capability: string): Runner {
  const only = `-all,+${capability}`;
  const setpriv = [
    ...['--reuid', `${account.uid}`, '--regid', `${account.gid}`, '--clear-groups'],
    ...['--inh-caps', only, '--ambient-caps', only, '--bounding-set', only],
    // PostgreSQL asks access(2) whether its own program can be read, which else ignores capabilities of other users.
    ...['--securebits', '+no_setuid_fixup,+noroot', '--no-new-privs'],
  ];
  return (file, args) => ({ file: 'setpriv', args: [...setpriv, '--', file, ...args], identity: {} });
}

async function reaches(runner: Runner, paths: readonly string[]): Promise<boolean> {
  const checks = paths.map((_, index) => `test -x "$${index + 1}"`).join(' && ');
  const { file, args, identity } = runner('/bin/sh', ['-c', checks, 'sh', ...paths]);
  try {
    await run(file, [...args], { ...identity, cwd: '/' });
    return true;
  } catch {
    return false;
  }
}
