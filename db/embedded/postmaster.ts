import { execFile } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

/** A server as its `postmaster.pid` describes it. */
export interface Postmaster {
  readonly pid: number;
  /** On 127.0.0.1. Null while it is starting and has not written it. */
  readonly port: number | null;
  readonly isReady: boolean;
}

/**
 * The server that runs on a data directory; null when none does. Reads `postmaster.pid` (lines: process id, data
 * directory, start, port, socket folder, address, shared memory, status; PostgreSQL's `utils/pidfile.h`) and checks that
 * the process in it is that server: after a crash and a reboot the number may belong to anything.
 */
export async function findPostmaster(dataDirectory: string): Promise<Postmaster | null> {
  const lines = (await readPidFile(dataDirectory))?.split('\n') ?? [];
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!(pid > 0) || !(await isPostmasterOf(pid, dataDirectory))) return null;
  const port = Number.parseInt(lines[3] ?? '', 10);
  return { pid, port: port > 0 ? port : null, isReady: lines[7]?.trim() === 'ready' };
}

/**
 * Removes a `postmaster.pid` that names a running process which surely is no server of this directory. PostgreSQL
 * itself would refuse to start: it only asks whether a process of that number is there. When in doubt the file stays.
 * Should a crashed server's remains still be at work, PostgreSQL sees them by their shared memory.
 */
export async function removeForeignPidFile(dataDirectory: string): Promise<void> {
  const content = await readPidFile(dataDirectory);
  const pid = Number.parseInt(content ?? '', 10);
  if (content === null || !(pid > 0) || !isRunning(pid) || (await isPostmasterOf(pid, dataDirectory))) return;
  // Another command may have started a server since.
  if ((await readPidFile(dataDirectory)) === content)
    await rm(join(dataDirectory, 'postmaster.pid'), { force: true });
}

async function readPidFile(dataDirectory: string): Promise<string | null> {
  try {
    return await readFile(join(dataDirectory, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function isPostmasterOf(pid: number, dataDirectory: string): Promise<boolean> {
  if (!isRunning(pid)) return false;
  return process.platform === 'linux' ? isPostmasterByProc(pid, dataDirectory) : isPostgresByPs(pid);
}

async function isPostmasterByProc(pid: number, dataDirectory: string): Promise<boolean> {
  let status: string;
  try {
    status = await readFile(`/proc/${pid}/status`, 'utf8');
  } catch (error) {
    // It has just ended; or /proc is hidden from us (hidepid), and then nothing is sure.
    return !(
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ESRCH'].includes(String(error.code)) &&
      !isRunning(pid)
    );
  }
  // A zombie is a dead process that nobody has asked about, as in a container whose first process does not.
  if (/^State:\s*[ZX]/m.test(status)) return false;
  // Before exec a starting server still has the name of what starts it; it has written no file then.
  if (!/^Name:\s*postgres$/m.test(status)) return false;
  try {
    // PostgreSQL works in its data directory. Compared by inode: paths differ through links and mounts.
    const [place, own] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(dataDirectory)]);
    return place.ino === own.ino && place.dev === own.dev;
  } catch {
    // Another user's: some postgres, and whose we cannot tell.
    return true;
  }
}

async function isPostgresByPs(pid: number): Promise<boolean> {
  try {
    const { stdout } = await promisify(execFile)('ps', ['-p', `${pid}`, '-o', 'stat=', '-o', 'comm=']);
    const [state = '', ...command] = stdout.trim().split(/\s+/);
    return !state.startsWith('Z') && basename(command.join(' ')) === 'postgres';
  } catch {
    return isRunning(pid);
  }
}

/** Whether a process has this id, whoever owns it. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
