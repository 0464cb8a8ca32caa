import { asksToLogIn, type Reply } from './smtp-reply.ts';
import type { Trouble } from './smtp-session.ts';

/** Said of a letter that is kept. */
export const againLater = '下次运行会自动再发。';

/** What is wrong with the connection, its code and the server's own words with it: `连不上服务器（ECONNREFUSED）`. */
export function troubleWords({ code, reply }: Trouble): string {
  return `${meaning(code, reply)}（${[code, reply?.text].filter((it) => it !== undefined).join('，')}）`;
}

/** True where the server's certificate is not to be trusted. */
function isCertificate(code: string): boolean {
  return /SELF_SIGNED|^UNABLE_TO_|^CERT_|ALTNAME/.test(code);
}

const meanings: Readonly<Record<string, string>> = {
  ENOTFOUND: '找不到这台服务器，请检查 SMTP_URL 里的服务器名和网络',
  EAI_AGAIN: '找不到这台服务器，请检查网络',
  ECONNREFUSED: '连不上服务器，请检查 SMTP_URL 里的服务器和端口',
  EHOSTUNREACH: '连不上服务器，请检查网络',
  ENETUNREACH: '连不上服务器，请检查网络',
  ETIMEDOUT: '服务器没有回音',
  ETLS: '没能建立加密连接（STARTTLS）',
  EPROTOCOL: '服务器不接受连接',
};

function meaning(code: string, reply: Reply | undefined): string {
  if (code === 'EAUTH')
    return reply === undefined || asksToLogIn(reply.code)
      ? '登录被拒绝，请检查 SMTP_URL 里的用户名和密码'
      : '登录没有成功';
  if (isCertificate(code)) return '服务器的证书没有通过验证';
  if (code.startsWith('ERR_SSL')) return '加密握手失败，请检查端口与 smtp、smtps 是否对得上';
  return meanings[code] ?? '连接断了';
}
