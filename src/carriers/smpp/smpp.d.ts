/** The part of the package `smpp` that we use: it brings no types of its own. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer, Socket } from 'node:net';
  import type { ConnectionOptions } from 'node:tls';

  /** A field or TLV as the package describes it; `filter` turns octets into strings by a table of its own. */
  interface ParameterType {
    type: unknown;
    filter?: unknown;
    [key: string]: unknown;
  }

  interface CommandType {
    id: number;
    command?: string;
    params?: Record<string, ParameterType>;
    tlvMap?: Record<string, string>;
  }

  class PDU {
    command: string;
    command_status: number;
    sequence_number: number;
    [field: string]: unknown;
    response(fields?: Record<string, unknown>): PDU;
    isResponse(): boolean;
  }

  class Session extends EventEmitter {
    constructor(options: ConnectionOptions & { socket?: Socket; tls?: boolean });
    readonly socket: Socket;
    send(pdu: PDU, onResponse?: (pdu: PDU) => void, onSent?: (pdu: PDU) => void): boolean;
    close(): void;
    destroy(): void;
    bind_transceiver(fields: Record<string, unknown>, onResponse?: (pdu: PDU) => void): boolean;
    submit_sm(fields: Record<string, unknown>, onResponse?: (pdu: PDU) => void): boolean;
    deliver_sm(fields: Record<string, unknown>, onResponse?: (pdu: PDU) => void): boolean;
    enquire_link(onResponse?: (pdu: PDU) => void): boolean;
    unbind(onResponse?: (pdu: PDU) => void): boolean;
  }

  class Server extends NetServer {
    sessions: Session[];
  }

  function createServer(onSession: (session: Session) => void): Server;
  function createServer(options: { key: string; cert: string }, onSession: (session: Session) => void): Server;
  function addCommand(name: string, type: CommandType): void;
  function addTLV(name: string, type: ParameterType): void;

  const commands: Record<string, CommandType>;
  const tlvs: Record<string, ParameterType>;
  const errors: Record<string, number>;
}
