#!/usr/bin/env bash
# Builds the container image on a bare Debian, runs it as its own user, scores an article in it and stops it.
#
# Needs root, Debian's buildah and debootstrap, and the package registries; no Docker daemon. The Debian base is kept in
# IMAGE_TEST_CACHE (default ~/.cache/standpoint-image-test). Host settings of pip hold in the build, not in the image.
set -euo pipefail
cd "$(dirname "$0")/../.."

CACHE=${IMAGE_TEST_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/standpoint-image-test}
SUITE=bookworm
BASE=localhost/standpoint-base:$SUITE
IMAGE=localhost/standpoint:image-test
export STORAGE_DRIVER=vfs BUILDAH_ISOLATION=chroot

work=$(mktemp -d)
container=
runner=

say() { printf '== %s\n' "$*"; }
fail() { printf 'image test: %s\n' "$*" >&2; exit 1; }
clean_up() {
  if [ -n "$runner" ] && kill -0 "$runner" 2>/dev/null; then
    for pid in $(descendants "$runner") "$runner"; do kill -KILL "$pid" 2>/dev/null || true; done
  fi
  if [ -n "$container" ]; then buildah rm "$container" >/dev/null || true; fi
  rm -rf "$work"
}
descendants() { for child in $(pgrep -P "$1" || true); do echo "$child"; descendants "$child"; done; }
trap clean_up EXIT

[ "$(id -u)" = 0 ] || fail "run it as root; building without a daemon needs chroot"
for tool in buildah debootstrap curl pgrep python3; do
  command -v "$tool" >/dev/null || fail "$tool is missing; apt-get install buildah debootstrap curl procps python3"
done

if ! buildah inspect --type image "$BASE" >/dev/null 2>&1; then
  if [ ! -e "$CACHE/$SUITE.tar" ]; then
    say "debootstrap $SUITE"
    mkdir -p "$CACHE"
    debootstrap --variant=minbase "$SUITE" "$work/root" >"$work/debootstrap.log" || { tail "$work/debootstrap.log"; exit 1; }
    rm -rf "$work"/root/var/cache/apt/archives/*.deb
    tar -C "$work/root" -cf "$work/base.tar" .
    mv "$work/base.tar" "$CACHE/$SUITE.tar"
  fi
  say "base image"
  scratch=$(buildah from scratch)
  buildah add --quiet "$scratch" "$CACHE/$SUITE.tar" / >/dev/null
  buildah commit --quiet "$scratch" "$BASE" >/dev/null
  buildah rm "$scratch" >/dev/null
fi

# The host's pip settings as a secret, and the local files that they name as read-only mounts.
python3 - "$work" <<'PYTHON'
import configparser, pathlib, re, subprocess, sys
work, inside, mounts = pathlib.Path(sys.argv[1]), "/run/host-pip", set()

def moved(match):
    path = match[0].rstrip("/")
    if not pathlib.Path(path).exists():
        return match[0]
    mounts.add(path.removesuffix("/simple"))  # the files of a local index lie beside its pages
    return inside + path

listed = subprocess.run([sys.executable, "-m", "pip", "config", "list"], capture_output=True, text=True).stdout
settings = configparser.ConfigParser(interpolation=None)
settings["global"] = {
    key: re.sub(r"(?:(?<=file://)|(?<![^\s=]))/[^\s:]+", moved, value)
    for key, value in re.findall(r"^(?::env:|global)\.\.?([\w-]+)='(.*)'$", listed, re.MULTILINE)
}
with open(work / "pip.conf", "w") as stream:
    settings.write(stream)
(work / "mounts").write_text("".join(f"--volume={path}:{inside}{path}:ro\n" for path in sorted(mounts)))
PYTHON
mapfile -t mounts <"$work/mounts"

say "build"
buildah bud --format docker --build-arg "BASE_IMAGE=$BASE" --secret "id=pip_conf,src=$work/pip.conf" \
  "${mounts[@]}" --tag "$IMAGE" . >"$work/build.log" 2>&1 || { tail -n 40 "$work/build.log"; fail "the image does not build"; }

configured() { buildah inspect --type image --format "{{$1}}" "$IMAGE"; }
[ "$(configured .Docker.Config.User)" = standpoint ] || fail "the image does not run as the user standpoint"
configured '.Docker.Config.Healthcheck' | grep -q healthz || fail "the image has no health check"
mapfile -t command < <(configured 'range .Docker.Config.Cmd}}{{println .}}{{end' | sed '/^$/d')

say "run: ${command[*]}"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
url=http://127.0.0.1:$port
container=$(buildah from "$IMAGE")
buildah run --env HOST=127.0.0.1 --env "PORT=$port" "$container" -- "${command[@]}" >"$work/run.log" 2>&1 &
runner=$!
for _ in $(seq 300); do
  kill -0 "$runner" 2>/dev/null || { cat "$work/run.log"; fail "the service ended instead of starting"; }
  curl -fs "$url/readyz" >"$work/ready" 2>/dev/null && break
  sleep 0.1
done
grep -q '"ready"' "$work/ready" || { cat "$work/run.log"; fail "the service is not ready after 30 s"; }

# The first process with gunicorn's name is its master: what would be PID 1.
master=$(for pid in $(descendants "$runner"); do
  case $(tr '\0' ' ' <"/proc/$pid/cmdline") in *buildah*) ;; *gunicorn*) echo "$pid"; break ;; esac
done)
[ -n "$master" ] || fail "gunicorn is not the image's own process"
[ "$(stat -c %u "/proc/$master")" = 10001 ] || fail "the service does not run as its own user"

say "score an article"
curl -fsS "$url/v1/stances" -H 'Content-Type: text/plain' --data-binary 'Norway condemned Belarus on Friday.' >"$work/answer"
python3 - "$work/answer" <<'PYTHON'
import json, sys
answer = json.load(open(sys.argv[1]))
names = {actor["id"]: actor["name"] for actor in answer["actors"]}
found = {(names[s["holder"]], names[s["target"]]): s["label"] for s in answer["stances"]}
assert found.get(("Norway", "Belarus")) == "oppose", found
PYTHON
curl -fsS "$url/" | grep -q '<title>Standpoint</title>' || fail "the page is missing"
buildah run --env "PORT=$port" "$container" -- python3 -c \
  "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=4)" \
  || fail "the health check fails"
[ ! -e "$(buildah mount "$container")/etc/pip.conf" ] || fail "the host's pip settings are in the image"

say "stop"
began=$(date +%s%N)
kill -TERM "$master"
( sleep 10; kill -KILL "$master" ) 2>/dev/null &
status=0
wait "$runner" || status=$?
[ "$status" = 0 ] || { tail "$work/run.log"; fail "after SIGTERM it ended with $status"; }
say "ended with 0 after $(( ($(date +%s%N) - began) / 1000000 )) ms; the image works"
