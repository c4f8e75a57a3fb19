# VirtLens runs this inside each rung of the lab. It only reads, and prints `key=value` lines; then it waits for a line.
# When that is `loops TURNS N`, it goes so many times through two loops of N rounds, the second with a system call (stat) more, and says where it is: whoever reads it takes the time.
# It needs a POSIX shell; uname, readlink, getconf and date where they are there. No /dev is needed.
echo probe=1
line() {
  [ -r "$2" ] || return 0
  value=
  read -r value <"$2"
  echo "$1=$value"
}
has() { [ -n "$(command -v "$1")" ]; }

if has uname; then
  echo "uname.system=$(uname -s)"
  echo "uname.release=$(uname -r)"
  echo "uname.version=$(uname -v)"
fi
line boot_id /proc/sys/kernel/random/boot_id
line hostname /proc/sys/kernel/hostname
line first /proc/1/comm
echo "pid=$$"
set -- /proc/[0-9]*
[ -d "$1" ] && echo "processes=$#"

if [ -r /proc/stat ]; then
  while read -r key value rest; do
    [ "$key" = btime ] && echo "btime=$value"
  done </proc/stat
fi
if [ -r /etc/os-release ]; then
  while IFS='=' read -r key value; do
    [ "$key" = PRETTY_NAME ] && value=${value#[\"\']} && echo "os=${value%[\"\']}"
  done </etc/os-release
fi
libc=
has getconf && libc=$(getconf GNU_LIBC_VERSION 2>&-)
for loader in /lib/ld-musl-*; do
  [ -z "$libc" ] && [ -e "$loader" ] && libc=musl
done
[ -n "$libc" ] && echo "libc=$libc"

if [ -r /proc/self/uid_map ]; then
  read -r inside outside count </proc/self/uid_map
  echo "uid_map=$inside $outside $count"
fi
if [ -r /proc/self/status ]; then
  while read -r key value rest; do
    case $key in
      Uid:) echo "uid=$value" ;;
      CapEff:) echo "capabilities=$value" ;;
      NoNewPrivs:) echo "no_new_privs=$value" ;;
      Seccomp:) echo "seccomp=$value" ;;
    esac
  done </proc/self/status
fi
if [ -r /proc/net/dev ]; then
  interfaces=
  while IFS=': ' read -r name rest; do
    case $name in
      Inter-* | face* | '') ;;
      *) interfaces="$interfaces $name" ;;
    esac
  done </proc/net/dev
  echo "interfaces=$interfaces"
fi
if has readlink; then
  for name in cgroup ipc mnt net pid time user uts; do
    value=$(readlink "/proc/self/ns/$name" 2>&-)
    [ -n "$value" ] && echo "ns.$name=$value"
  done
fi
if [ -r /proc/self/mountinfo ]; then
  found=
  while read -r id parent device root point options rest; do
    [ "$point" = / ] && found="$device ${rest#*- }" access=${options%%,*} top=$root
  done </proc/self/mountinfo
  if [ -n "$found" ]; then
    echo "mount.device=${found%% *}"
    echo "mount.root=$top"
    found=${found#* }
    echo "mount.type=${found%% *}"
    echo "mount.access=$access"
  fi
fi
has date && echo "clock=$(date -u +%Y-%m-%dT%H:%M:%SZ)"
if [ -r /proc/uptime ]; then
  read -r value rest </proc/uptime
  echo "uptime=$value"
fi
if [ -r /proc/meminfo ]; then
  read -r key value rest </proc/meminfo
  echo "memory=$value"
fi
if [ -r /proc/cpuinfo ]; then
  model= cpus=0
  while IFS=':' read -r key value; do
    case $key in
      processor*) cpus=$((cpus + 1)) ;;
      'model name'*) model=$value ;;
    esac
  done </proc/cpuinfo
  echo "cpus=$cpus"
  [ -n "$model" ] && echo "cpu=$model"
fi
echo end=1
command=
read -r command turns rounds
[ "$command" = loops ] || exit 0
echo loop=begin
turn=0
while [ $turn -lt $turns ]; do
  turn=$((turn + 1))
  i=0
  while [ $i -lt $rounds ]; do
    [ -n / ]
    i=$((i + 1))
  done
  echo loop=compute
  i=0
  while [ $i -lt $rounds ]; do
    [ -e / ]
    i=$((i + 1))
  done
  echo loop=calls
done
exit 0
