import type { Grant } from './tree.ts';

/** A grant as Drive shows it; `inherited`: where it comes from, and as what, on a shared drive. */
export function grantAnswer(grant: Grant, details?: readonly unknown[]): Record<string, unknown> {
  const { id, type, role, emailAddress, domain, allowFileDiscovery } = grant;
  const person = emailAddress !== undefined && {
    displayName: emailAddress.split('@')[0],
    deleted: false,
    pendingOwner: false,
  };
  return {
    kind: 'drive#permission',
    id,
    type,
    role,
    emailAddress,
    domain,
    allowFileDiscovery,
    ...person,
    permissionDetails: details,
  };
}
