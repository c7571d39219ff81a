import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A socket of the Internet's families, as Linux tells of it: '127.0.0.1:8080', and where it leads ('0.0.0.0:0' where it listens). */
export interface Socket {
  readonly local: string;
  readonly remote: string;
}

/** All network sockets that a process and its descendants have open, with those of the loopback. */
export function openSockets(root: number): Socket[] {
  const table = new Map(['tcp', 'tcp6', 'udp', 'udp6'].flatMap(readTable));
  return [root, ...descendants(root)].flatMap(socketInodes).flatMap((inode) => table.get(inode) ?? []);
}

/** Collects every socket that is seen while the work goes on, looking as often as it can. */
export async function socketsDuring(
  root: () => number | undefined,
  work: Promise<unknown>,
): Promise<Socket[]> {
  const seen = new Map<string, Socket>();
  let going = true;
  const end = () => {
    going = false;
  };
  work.then(end, end);
  while (going) {
    const pid = root();
    for (const socket of pid === undefined ? [] : openSockets(pid)) {
      seen.set(`${socket.local} ${socket.remote}`, socket);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await work;
  return [...seen.values()];
}

function readTable(name: string): [inode: string, socket: Socket][] {
  const [, ...lines] = readFileSync(`/proc/net/${name}`, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const fields = line.trim().split(/\s+/);
    return [fields[9] ?? '', { local: address(fields[1]), remote: address(fields[2]) }];
  });
}

/** '0100007F:1F90', bytes of an address in the machine's order, as '127.0.0.1:8080'; IPv6 stays in hexadecimal digits. */
function address(hex = ''): string {
  const [host = '', port = ''] = hex.split(':');
  const bytes = host.match(/../g)?.map((byte) => Number.parseInt(byte, 16)) ?? [];
  return `${host.length === 8 ? bytes.reverse().join('.') : host}:${Number.parseInt(port, 16)}`;
}

function descendants(root: number): number[] {
  const children = processes().flatMap(({ pid, parent }) => (parent === root ? [pid] : []));
  return children.flatMap((pid) => [pid, ...descendants(pid)]);
}

function processes(): { pid: number; parent: number }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = ifThere(() => readFileSync(`/proc/${name}/stat`, 'utf8'));
      // The name in brackets may hold spaces; after it come the state and the parent.
      const parent = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
      return parent === undefined ? [] : [{ pid: Number(name), parent: Number(parent) }];
    });
}

function socketInodes(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return (ifThere(() => readdirSync(folder)) ?? []).flatMap(
    (fd) => /^socket:\[(\d+)\]$/.exec(ifThere(() => readlinkSync(`${folder}/${fd}`)) ?? '')?.[1] ?? [],
  );
}

/** A process may end, and a file be closed, while it is looked at. */
function ifThere<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
