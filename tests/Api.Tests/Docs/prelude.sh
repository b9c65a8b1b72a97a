# What a reader's machine has and a test's has not: a silo at the port that the documents name, ports of one's own,
# and `dotnet run`, which here starts what was built already. Everything else runs as it stands in the document.
set -o pipefail

# In a subshell (behind & or |) the program takes its place, so that `kill %1` ends the program, as it does for a reader.
begin() { if [ "$BASHPID" = $$ ]; then "$@"; else exec "$@"; fi; }

dotnet() {
  case "$*" in
    "run --project Silo") ;; # the test has started it
    "run --project Silo -- "*) shift 4; silo "$@" ;;
    "run --project samples/partner -- "*) shift 4; begin "$PARTNER" "$@" --actors "$ADDRESS" --port "$PORT_5090" ;;
    *) command dotnet "$@" ;;
  esac
}
silo() {
  case "$*" in
    *--print-secret* | *--help*) begin "$SILO" "$@" ;;
    *) begin "$SILO" "$@" --api "$ADDRESS" ;;
  esac
}

# Notes the status of each answer: what a document does not call a refusal must be none.
curl() { command curl "$@" -w '%{stderr}%{http_code}\n' 2>>"$BLOCK.statuses"; }

# run N: pastes block N, and notes where its output begins and how it ended.
run() {
  BLOCK=$1
  echo "$1 $(wc -c <output)" >>offsets
  . "./$1.sh" >>output 2>&1 </dev/null
  echo "$1 $?" >>codes
}

# shows N: waits until all that the document shows of block N was printed, also by what runs on in the background.
shows() {
  local line offset
  offset=$(sed -n "s/^$1 //p" offsets)
  while IFS= read -r line; do
    grep -qE -m1 -e "$line" <(timeout 180 tail -c +$((offset + 1)) -f output) || echo "block $1 never printed: $line" >>unseen
  done <"$1.shown"
}

finish() {
  local left
  left=$(jobs -p)
  [ -z "$left" ] || { kill $left; wait; } 2>>finish.err
}
trap finish EXIT
: >output
