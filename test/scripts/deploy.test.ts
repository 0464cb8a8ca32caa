import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const script = join(root, 'scripts/deploy/deploy.sh');
const secret = 'smtps://anxiao:geheim%21@smtp.example.cn';

const setUp = {
  PROJECT: 'anxiao-123456',
  REGION: 'asia-east1',
  DISTRICTS: 'linyi=google:1AbC,other=google:2Def',
  LEDGER_BUCKET: 'anxiao-ledger',
  ALERT_EMAIL: 'section@example.cn',
};

const has = (program: string): boolean => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;

let place = '';

/** What stands on the machine's path, ours first. */
function deploy(args: readonly string[], env: NodeJS.ProcessEnv = setUp, input = ''): ReturnType<typeof ran> {
  const own = { PATH: `${join(place, 'bin')}:/usr/bin:/bin`, HOME: place, STATE: place, DIST: join(place, 'dist') };
  return ran(spawnSync('bash', [script, ...args], { env: { ...own, ...env }, input, encoding: 'utf8' }));
}

function ran({ status, stdout, stderr }: { status: number | null; stdout: string; stderr: string }) {
  return { status, stdout, stderr, commands: stdout.split('\n').filter((line) => line.startsWith('gcloud ')) };
}

/** A gcloud that remembers what was made, as the project would, and what it was called with and given on stdin. */
const standIn = `#!/usr/bin/env bash
printf '%s\\0' "$@" >>"$STATE/calls"; printf '\\n' >>"$STATE/calls"
for it in "$@"; do [ "$it" != --data-file=- ] || cat >>"$STATE/stdin"; done
key=$(printf '%s\\n' "$@" | grep -Ev '^(describe|create|http|update|--.*)$' | sed -E 's/@.*//' | tr '\\n' ' ')
case " $* " in
*" projects describe "*) echo 4711 ;;
*" get-iam-policy "*) echo serviceAccount:anxiao-invoker@anxiao-123456.iam.gserviceaccount.com; cat "$STATE/others" 2>/dev/null || true ;;
*" monitoring "*" list "*) grep -Fx -m1 -e "$(printf '%s ' "$@" | sed -E 's/.*(displayName="[^"]*").*/\\1/')" "$STATE/made" 2>/dev/null || true ;;
*" monitoring "*" create "*)
  for it in "$@"; do
    case $it in
    --display-name=*) printf 'displayName="%s"\\n' "\${it#*=}" >>"$STATE/made" ;;
    --policy-from-file=*) sed -nE 's/^ *"displayName": "(安校[^"]*)",$/displayName="\\1"/p' "\${it#*=}" >>"$STATE/made" ;;
    esac
  done
  echo channels/1 ;;
*" describe "*) grep -Fxq -e "$key" "$STATE/made" 2>/dev/null ;;
*" create "*) printf '%s\\n' "$key" >>"$STATE/made" ;;
esac
`;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'anxiao-deploy-'));
  for (const folder of ['bin', 'dist']) mkdirSync(join(place, folder));
});
afterAll(() => {
  if (place !== '') rmSync(place, { recursive: true, force: true });
});

describe('scripts/deploy', () => {
  it('shows every command and runs none with --dry-run: nobody is let in without an identity, no role on the project', () => {
    const { status, stdout, stderr, commands } = deploy(['--dry-run', '--smtp-from', '-'], setUp, secret);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toHaveLength(commands.length);
    const all = commands.join('\n');
    expect(all).toMatch(/functions deploy anxiao --gen2 .*--runtime=nodejs24 .*--no-allow-unauthenticated /);
    expect(all).toMatch(/INVOKERS=anxiao-invoker@.*AUDIENCE=https:\/\/anxiao-PROJECT_NUMBER\.asia-east1\.run\.app/);
    expect(all).toMatch(/add-invoker-policy-binding anxiao .*--member=serviceAccount:anxiao-invoker@/);
    expect(
      all.match(
        /scheduler jobs create http .*--time-zone=Asia\/Shanghai .*--oidc-service-account-email=anxiao-invoker@/g,
      ),
    ).toHaveLength(4);
    // An hourly run and a daily look whether the runs go on, for each district.
    expect([...all.matchAll(/--uri=\S+?\/(\w+) /g)].map(([, job]) => job)).toEqual(['run', 'watch', 'run', 'watch']);
    expect(all).toMatch(
      /buckets update gs:\/\/anxiao-ledger --versioning --uniform-bucket-level-access --public-access-prevention/,
    );
    expect(all.match(/monitoring policies create/g)).toHaveLength(2);
    expect(all).not.toMatch(
      /allUsers|allAuthenticated|roles\/(?:owner|editor)|projects add-iam|geheim|[^-]--allow-unauthenticated/,
    );
    expect([...all.matchAll(/--role=(\S+)/g)].map(([, role]) => role)).toEqual([
      'roles/storage.objectUser',
      'roles/storage.legacyBucketReader',
      'roles/secretmanager.secretAccessor',
    ]);
  });

  it('refuses in one line what is missing or wrong, and does nothing', () => {
    const wrong: readonly [object, RegExp, (readonly string[])?][] = [
      [{ PROJECT: '', ALERT_EMAIL: '' }, /缺少环境变量：PROJECT ALERT_EMAIL/],
      [{ PROJECT: 'x; rm -rf' }, /PROJECT/],
      [{ REGION: 'here' }, /REGION/],
      [{ DISTRICTS: 'linyi=/srv/linyi' }, /DISTRICTS/],
      [{ DISTRICTS: '临沂=google:1' }, /DISTRICTS/],
      [{ LEDGER_BUCKET: 'gs://x' }, /LEDGER_BUCKET/],
      [{ ALERT_EMAIL: 'nobody' }, /ALERT_EMAIL/],
      [{}, /不认识 --force/, ['--force']],
      [{}, /--smtp-from/, ['--smtp-from']],
      [{}, /读不到/, ['--dry-run', '--smtp-from', join(place, 'none')]],
    ];
    for (const [env, why, args = ['--dry-run']] of wrong) {
      const { status, stdout, stderr } = deploy(args, { ...setUp, ...env });
      expect({ status, stdout }, String(why)).toEqual({ status: 2, stdout: '' });
      expect(stderr).toMatch(why);
      expect(stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it('may be run again: nothing is made twice, and the password is on no command line', () => {
    writeFileSync(join(place, 'bin', 'gcloud'), standIn);
    chmodSync(join(place, 'bin', 'gcloud'), 0o755);
    expect(deploy([]).stderr).toContain('npm run build');
    writeFileSync(join(place, 'dist', 'index.js'), 'x');
    const calls = (): string[] => {
      const text = readFileSync(join(place, 'calls'), 'utf8').replaceAll('\0', ' ');
      writeFileSync(join(place, 'calls'), '');
      return text.trimEnd().split('\n');
    };
    const first = deploy(['--smtp-from', '-'], setUp, secret);
    expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: '' });
    const made = calls();
    expect(made.filter((it) => / create /.test(it))).toHaveLength(12);
    expect(made.join('\n')).not.toContain('geheim');
    expect(readFileSync(join(place, 'stdin'), 'utf8')).toBe(secret);

    expect(made.filter((it) => it.includes('remove-iam-policy-binding'))).toEqual([]);

    writeFileSync(join(place, 'others'), 'allUsers\n');
    const renewed = deploy(['--smtp-from', '-'], setUp, secret);
    expect({ status: renewed.status, stderr: renewed.stderr }).toEqual({ status: 0, stderr: '' });
    const renewing = calls();
    expect(renewing.filter((it) => / create /.test(it))).toEqual([]);
    expect(renewing.filter((it) => it.includes('secrets versions add'))).toHaveLength(1);

    const second = deploy([]);
    expect({ status: second.status, stderr: second.stderr }).toEqual({ status: 0, stderr: '' });
    const again = calls();
    expect(again.filter((it) => / create /.test(it))).toEqual([]);
    expect(again.filter((it) => / update /.test(it) && /scheduler|policies|metrics/.test(it))).toHaveLength(7);
    // A door that somebody opened is shut.
    expect(again.filter((it) => it.includes('remove-iam-policy-binding'))).toEqual([
      expect.stringMatching(
        /run services remove-iam-policy-binding anxiao .*--member=allUsers .*--role=roles\/run\.invoker/,
      ),
    ]);
    // The secret of the first time is still the function's.
    expect(again.find((it) => it.includes('functions deploy'))).toContain(
      '--set-secrets=SMTP_URL=anxiao-smtp-url:latest',
    );
    expect(again.find((it) => it.includes('functions deploy'))).toContain(
      'AUDIENCE=https://anxiao-4711.asia-east1.run.app',
    );
    expect(second.stdout).toContain('anxiao-runtime@anxiao-123456.iam.gserviceaccount.com');
  });

  it.skipIf(!has('shellcheck'))('passes shellcheck (skipped where there is none)', () => {
    const { status, stdout } = spawnSync('shellcheck', [script, join(root, '.ci/run')], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it.skipIf(!has('gcloud'))('has commands that gcloud’s own linter takes (skipped where there is no gcloud)', () => {
    rmSync(join(place, 'bin', 'gcloud'), { force: true });
    const { commands } = deploy(['--dry-run', '--smtp-from', '-'], {
      ...setUp,
      MAIL_FROM: '安校 <section@example.cn>',
    });
    // What a second run says instead.
    const changed = commands.map((it) =>
      it.replace('jobs create http', 'jobs update http').replace('--headers=', '--update-headers='),
    );
    const updated = [
      ...changed.filter((it) => it.includes('jobs update http')),
      ...commands.filter((it) => it.includes('logging metrics create')).map((it) => it.replace(' create ', ' update ')),
      ...commands
        .filter((it) => it.includes('policies create'))
        .map((it) => it.replace(' create ', ' update POLICY ').replace('--notification', '--set-notification')),
    ];
    expect(updated).toHaveLength(7);
    updated.push(
      'gcloud run services remove-iam-policy-binding anxiao --region=asia-east1 --member=allUsers --role=roles/run.invoker --project=anxiao-123456 --quiet',
    );
    const file = join(place, 'commands.json');
    const lint = (lines: readonly string[]) => {
      writeFileSync(file, JSON.stringify(lines.map((line) => ({ command_string: line.trim() }))));
      const { stdout } = spawnSync('gcloud', ['meta', 'lint-gcloud-commands', `--commands-file=${file}`], {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      });
      return JSON.parse(stdout) as { success: boolean; error_message: string | null; command_string: string }[];
    };
    const verdicts = lint([...commands, ...updated]);
    expect(verdicts).toHaveLength(commands.length + updated.length);
    expect(verdicts.filter(({ success }) => !success).map((it) => [it.command_string, it.error_message])).toEqual([]);
    expect(lint(['gcloud functions deploy anxiao --gen2 --no-such-flag'])[0]?.success).toBe(false);
  });
});
