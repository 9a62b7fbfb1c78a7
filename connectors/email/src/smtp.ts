import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { CodeContext } from '@joinery/connector-sdk';
import type { Json, JsonObject } from '@joinery/contracts';
import type { createTransport } from 'nodemailer';
import { faultOf } from './mail-errors.ts';

type Fields = Readonly<Record<string, string | number | undefined>>;

/** Lends a connection that passed the egress policy; it serves one message, or one test. */
async function using<T>(ctx: CodeContext, work: (transport: Transport) => Promise<T>): Promise<T> {
  let socket: Duplex | undefined;
  try {
    // Loaded by the first who needs it: most servers never send mail.
    const nodemailer = await import('nodemailer');
    const { smtpHost, smtpPort, smtpEncryption = 'tls', ca, user } = ctx.connection as Fields;
    const host = String(smtpHost);
    const encrypted = smtpEncryption === 'tls';
    const tls = { servername: host, ...(ca !== undefined && { ca: String(ca) }) };
    socket = await ctx.connect({
      host,
      port: Number(smtpPort ?? (encrypted ? 465 : 587)),
      ...(encrypted && { tls: { serverName: host, ...(ca !== undefined && { ca: String(ca) }) } }),
    });
    const transport = nodemailer.createTransport({
      host,
      connection: socket as never,
      secure: encrypted,
      secured: encrypted,
      requireTLS: smtpEncryption === 'starttls',
      ignoreTLS: smtpEncryption === 'off',
      tls,
      ...(user !== undefined && { auth: { user: String(user), pass: ctx.driverSecrets()['password'] ?? '' } }),
      // Nothing a flow maps may make the mailer read a file or an address of ours.
      disableFileAccess: true,
      disableUrlAccess: true,
      greetingTimeout: 10_000,
      socketTimeout: Math.max(1_000, Math.floor(ctx.timeoutMs)),
    });
    return await work(transport);
  } catch (error) {
    throw faultOf(ctx, error);
  } finally {
    socket?.destroy();
  }
}
type Transport = ReturnType<typeof createTransport>;

interface Attachment {
  readonly fileName: string;
  readonly contentType?: string;
  readonly base64: string;
}

/** Sends one message. Its id comes from the key, so that a repetition can be told from a new one by who receives it. */
export async function sendEmail(input: JsonObject, ctx: CodeContext): Promise<Json> {
  const { fromAddress, fromName } = ctx.connection as Fields;
  const address = String(fromAddress);
  const attachments = (input['attachments'] ?? []) as unknown as readonly Attachment[];
  const messageId = messageIdOf(ctx.idempotencyKey, address);
  const { subject, text, html, replyTo, inReplyTo } = input as Readonly<Record<string, string | undefined>>;
  const message = {
    messageId,
    from: { address, name: String(fromName ?? '') },
    to: listOf(input['to']),
    cc: listOf(input['cc']),
    bcc: listOf(input['bcc']),
    ...(subject !== undefined && { subject }),
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    ...(replyTo !== undefined && { replyTo }),
    ...(inReplyTo !== undefined && { inReplyTo, references: inReplyTo }),
    attachments: attachments.map(({ fileName, contentType, base64 }) => ({
      filename: fileName,
      content: Buffer.from(base64, 'base64'),
      ...(contentType !== undefined && { contentType }),
    })),
  };
  const { accepted, rejected } = await using(ctx, (transport) => transport.sendMail(message));
  return { messageId, accepted: accepted.map(addressOf), rejected: rejected.map(addressOf) };
}

export async function verifySmtp(ctx: CodeContext): Promise<void> {
  await using(ctx, (transport) => transport.verify());
}

function messageIdOf(key: string, address: string): string {
  const digest = createHash('sha256').update(`${key}\n${address}`).digest('hex').slice(0, 40);
  return `<${digest}@${address.split('@').at(-1)}>`;
}

function listOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? [...(value as readonly string[])] : [];
}

function addressOf(of: string | { readonly address: string }): string {
  return typeof of === 'string' ? of : of.address;
}
