#!/usr/bin/env bash
# Sets a district up on Google Cloud, or brings what is there up to date: run it again after every change.
#
#   npm run build && scripts/deploy/deploy.sh [--dry-run] [--smtp-from FILE]
#
# --dry-run prints every command and runs none. --smtp-from FILE (or - for stdin) puts SMTP_URL, smtps://user:password@host,
# into Secret Manager; it is never an argument of a command, nor printed. Without it letters lie in 发件箱, unless a
# secret is there already.
# Exit status: 0 done, 2 something is missing (said in one line, nothing done), else the status of the command that failed.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
dist=${DIST:-$here/../../dist}
dry=no
smtp=

die() { # line
  printf '%s\n' "$1" >&2
  exit 2
}

while [ $# -gt 0 ]; do
  case $1 in
  --dry-run) dry=yes ;;
  --smtp-from)
    [ $# -ge 2 ] || die '--smtp-from 后面要写文件名，或用 - 表示从标准输入读。'
    smtp=$2
    shift
    ;;
  *) die "不认识 $1。用法：scripts/deploy/deploy.sh [--dry-run] [--smtp-from 文件]" ;;
  esac
  shift
done

missing=()
for name in PROJECT REGION DISTRICTS LEDGER_BUCKET ALERT_EMAIL; do
  [ -n "${!name:-}" ] || missing+=("$name")
done
[ ${#missing[@]} -eq 0 ] || die "缺少环境变量：${missing[*]}。各是什么见 scripts/deploy/README.md。"
[[ $PROJECT =~ ^[a-z][a-z0-9-]{4,28}[a-z0-9]$ ]] || die 'PROJECT 应为项目编号，例如 anxiao-123456。'
[[ $REGION =~ ^[a-z]+-[a-z]+[0-9]+$ ]] || die 'REGION 应为地区，例如 asia-east1。'
[[ $LEDGER_BUCKET =~ ^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$ ]] || die 'LEDGER_BUCKET 应为存储桶名称，不带 gs://。'
[[ $ALERT_EMAIL =~ ^[^@[:space:]]+@[^@[:space:]]+$ ]] || die 'ALERT_EMAIL 应为一个邮箱地址。'
[[ $DISTRICTS =~ ^[A-Za-z0-9_-]+=google:[A-Za-z0-9_-]+(,[A-Za-z0-9_-]+=google:[A-Za-z0-9_-]+)*$ ]] ||
  die 'DISTRICTS 应写成 名称=google:文件夹编号，多个用逗号分开，名称只用字母和数字。'
[ -z "$smtp" ] || [ "$smtp" = - ] || [ -r "$smtp" ] || die "读不到 --smtp-from 的文件 $smtp。"
if [ $dry = no ]; then
  command -v gcloud >/dev/null || die '这台机器上没有 gcloud。先看一遍要做什么：--dry-run。'
  [ -s "$dist/index.js" ] || die "没有 $dist/index.js：请先 npm run build。"
fi

function=anxiao
secret=anxiao-smtp-url
runtime=anxiao-runtime@$PROJECT.iam.gserviceaccount.com
invoker=anxiao-invoker@$PROJECT.iam.gserviceaccount.com
bucket=gs://$LEDGER_BUCKET

# Every command goes through one of these four, so that --dry-run shows all of them.
show() { # as it could be pasted into a shell, in any locale
  local word line=
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_./:=@,-]+$ ]] || word="'${word//\'/\'\\\'\'}'"
    line+="$word "
  done
  printf '%s\n' "${line% }"
}
run() {
  if [ $dry = yes ]; then show "$@"; else "$@"; fi
}
# ask WORD COMMAND…: the answer, one word; a dry run shows the command and goes on with WORD.
ask() {
  if [ $dry = yes ]; then
    show "${@:2}" >&3
    printf '%s' "$1"
  else
    "${@:2}"
  fi
}
# is_there COMMAND…: a dry run shows the command and takes it that nothing is there yet.
is_there() {
  if [ $dry = yes ]; then
    show "$@"
    return 1
  fi
  "$@" >/dev/null 2>&1
}
exec 3>&1

g() { run gcloud "$@" --project="$PROJECT" --quiet; }
has() { is_there gcloud "$@" --project="$PROJECT" --quiet; }

services() {
  local name names=()
  for name in cloudfunctions run cloudbuild artifactregistry cloudscheduler secretmanager sheets drive storage logging \
    monitoring; do
    names+=("$name.googleapis.com")
  done
  g services enable "${names[@]}"
}

accounts() {
  # Two: what the function may touch, and who may call it. Neither has a role on the project.
  has iam service-accounts describe "$runtime" ||
    g iam service-accounts create anxiao-runtime --display-name='安校：函数'
  has iam service-accounts describe "$invoker" ||
    g iam service-accounts create anxiao-invoker --display-name='安校：定时调用'
}

ledger() {
  has storage buckets describe "$bucket" ||
    g storage buckets create "$bucket" --location="$REGION" --uniform-bucket-level-access --public-access-prevention
  # What is overwritten or deleted can be had back for 90 days; nothing else of the ledger is ever thrown away.
  g storage buckets update "$bucket" --versioning --uniform-bucket-level-access --public-access-prevention \
    --lifecycle-file="$here/ledger-lifecycle.json"
  g storage buckets add-iam-policy-binding "$bucket" --member="serviceAccount:$runtime" --role=roles/storage.objectUser
  # For doctor, which looks whether old versions are kept.
  g storage buckets add-iam-policy-binding "$bucket" --member="serviceAccount:$runtime" --role=roles/storage.legacyBucketReader
}

secrets() {
  if [ -z "$smtp" ]; then return; fi
  has secrets describe $secret || g secrets create $secret --replication-policy=automatic
  # gcloud reads it from stdin: what is an argument stands in the list of processes.
  if [ "$smtp" = - ]; then
    g secrets versions add $secret --data-file=-
  else
    g secrets versions add $secret --data-file=- <"$smtp"
  fi
  g secrets add-iam-policy-binding $secret --member="serviceAccount:$runtime" --role=roles/secretmanager.secretAccessor
}

deploy_function() {
  local number
  number=$(ask PROJECT_NUMBER gcloud projects describe "$PROJECT" --format='value(projectNumber)')
  # The address is known before the first deployment, so that the function can be told whom a token must be meant for.
  address=https://$function-$number.$REGION.run.app
  local variables="DISTRICTS=$DISTRICTS|LEDGER_BUCKET=$LEDGER_BUCKET|INVOKERS=$invoker|AUDIENCE=$address|GOOGLE_CLOUD_PROJECT=$PROJECT"
  [ -z "${MAIL_FROM:-}" ] || variables+="|MAIL_FROM=$MAIL_FROM"
  local mail=()
  if [ -n "$smtp" ] || { [ $dry = no ] && has secrets describe $secret; }; then
    mail=(--set-secrets="SMTP_URL=$secret:latest")
  fi
  # One instance and one request at a time; the lease is what really keeps two runs apart.
  g functions deploy $function --gen2 --region="$REGION" --runtime=nodejs24 --source="$dist" --entry-point=anxiao \
    --trigger-http --no-allow-unauthenticated --service-account="$runtime" --max-instances=1 --concurrency=1 \
    --timeout=1800s --memory=1Gi --cpu=1 --set-env-vars="^|^$variables" ${mail[@]+"${mail[@]}"}
  g functions add-invoker-policy-binding $function --region="$REGION" --member="serviceAccount:$invoker"
  # Behind an open door the platform checks nobody, and the function could be told any name: whoever else may call, may not.
  local member
  for member in $(ask '' gcloud run services get-iam-policy $function --region="$REGION" --flatten='bindings[].members' \
    --filter='bindings.role=roles/run.invoker' --format='value(bindings.members)' --project="$PROJECT"); do
    [ "$member" = "serviceAccount:$invoker" ] ||
      g run services remove-iam-policy-binding $function --region="$REGION" --member="$member" --role=roles/run.invoker
  done
}

# schedule NAME DISTRICT CRON JOB: a call that Google delivers at least once; a repetition does nothing.
schedule() {
  local verb=create headers=--headers
  if has scheduler jobs describe "$1" --location="$REGION"; then
    verb=update
    headers=--update-headers
  fi
  g scheduler jobs "$verb" http "$1" --location="$REGION" --schedule="$3" --time-zone=Asia/Shanghai \
    --uri="$address/$4" --http-method=POST "$headers=Content-Type=application/json" \
    --message-body="{\"district\":\"$2\"}" --oidc-service-account-email="$invoker" --oidc-token-audience="$address" \
    --attempt-deadline=1800s --max-retry-attempts=3 --min-backoff=60s --max-backoff=600s
}

schedules() {
  local minute=0 pair name
  for pair in ${DISTRICTS//,/ }; do
    name=${pair%%=*}
    # Minutes apart, for one instance serves them all; letters go between 08:30 and 17:30 only, by themselves.
    schedule "anxiao-run-$name" "$name" "$((minute % 60)) 6-22 * * *" run
    # Once a day somebody looks whether the runs go on: the section gets a mail where they do not.
    schedule "anxiao-watch-$name" "$name" "$(((minute + 3) % 60)) 10 * * *" watch
    minute=$((minute + 7))
  done
}

# policy FILE: made anew where it is there already, known by its name.
policy() {
  local name file=$here/$1 there
  name=$(sed -n 's/^ *"displayName": "\(安校：[^"]*\)",$/\1/p' "$file" | head -n 1)
  there=$(ask '' gcloud alpha monitoring policies list --filter="displayName=\"$name\"" --format='value(name)' \
    --limit=1 --project="$PROJECT")
  if [ -n "$there" ]; then
    g alpha monitoring policies update "$there" --policy-from-file="$file" --set-notification-channels="$channel"
  else
    g alpha monitoring policies create --policy-from-file="$file" --notification-channels="$channel"
  fi
}

alerts() {
  local metric=anxiao-runs
  local filter="resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"$function\" AND jsonPayload.job=\"run\" AND jsonPayload.message:\"done\""
  local verb=create
  if has logging metrics describe $metric; then verb=update; fi
  g logging metrics $verb $metric --description='安校：做完的运行' --log-filter="$filter"
  channel=$(ask '' gcloud beta monitoring channels list --filter="displayName=\"安校：$ALERT_EMAIL\"" --format='value(name)' \
    --limit=1 --project="$PROJECT")
  if [ -z "$channel" ]; then
    channel=$(ask CHANNEL gcloud beta monitoring channels create --display-name="安校：$ALERT_EMAIL" --type=email \
      --channel-labels="email_address=$ALERT_EMAIL" --format='value(name)' --project="$PROJECT" --quiet)
  fi
  policy alert-run-failed.json
  policy alert-no-run.json
}

services
accounts
ledger
secrets
deploy_function
schedules
alerts
[ $dry = yes ] || printf '%s\n' "已就绪：$address。把每个区的文件夹所在的共享云端硬盘分享给 $runtime（内容管理员），然后：" \
  "  gcloud scheduler jobs run anxiao-run-名称 --location=$REGION --project=$PROJECT"
