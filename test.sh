#!/usr/bin/env bash
# Installs what the tests need, builds everything once, runs every test project, and says how many passed.
# The last line is: N passed, N failed[, N skipped]
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
reports=$(mktemp -d)
trap 'rm -rf "$reports"' EXIT
passed=0 failed=0 skipped=0

fail() {
  echo "test.sh: $*" >&2
  echo "$passed passed, $((failed > 0 ? failed : 1)) failed"
  exit 1
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "cannot install what is missing: neither root nor sudo. Please install: ${missing[*]}"
  fi
}

has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null; }

missing=()
has_postgres || missing+=(postgresql)
command -v chromium >/dev/null || missing+=(chromium)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || fail "please install: ${missing[*]} (this is not Debian, so it is not done here)"
  echo "Installing ${missing[*]} …"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq || fail "apt-get update failed"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    fail "apt-get install ${missing[*]} failed"
fi
command -v dotnet >/dev/null || fail "the .NET SDK is missing; global.json says which version"

# The tools that tests run in Node: exactly those of the lock file, without any script of theirs. Nothing to do when they are there.
stamp=tests/Node/node_modules/.installed
if ! cmp -s tests/Node/package-lock.json "$stamp"; then
  npm ci --prefix tests/Node --no-progress --loglevel=error </dev/null || fail "npm ci in tests/Node failed; node is $(node --version), 18.19 or later is needed"
  cp tests/Node/package-lock.json "$stamp"
fi

# No build server outlives the script: it would keep the caller's output open.
dotnet build Actors.sln --disable-build-servers -v quiet -clp:NoSummary || fail "the build failed"

attribute() { sed -n "s/.*<assembly [^>]*[[:space:]]$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n1; }

for project in tests/*/*.csproj; do
  name=$(basename "$project" .csproj)
  report="$reports/$name.xml"
  echo "── $name"
  "artifacts/bin/$name/debug/Actors.$name" -noLogo -noColor -reporter quiet -xml "$report" </dev/null
  code=$?
  total=$([ -s "$report" ] && attribute total "$report")
  if [ -z "$total" ]; then
    echo "   $name ended with code $code and without a report" >&2
    failed=$((failed + 1))
    continue
  fi
  bad=$(($(attribute failed "$report") + $(attribute errors "$report")))
  # A runner that fails with nothing reported as failed is a failure all the same.
  if [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] && [ "$total" -gt 0 ]; then bad=1; fi
  passed=$((passed + $(attribute passed "$report")))
  skipped=$((skipped + $(attribute skipped "$report") + $(attribute not-run "$report")))
  failed=$((failed + bad))
done

[ $((passed + failed)) -gt 0 ] || fail "no test ran"
echo "$passed passed, $failed failed$([ "$skipped" -gt 0 ] && echo ", $skipped skipped")"
[ "$failed" -eq 0 ]
