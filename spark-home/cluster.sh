# A Spark cluster of processes on this machine: read by the launcher `tengen`, whose functions it uses.
#
# Everything binds to loopback. build/cluster/ holds the logs, the executors' folders, the master's address (`master`)
# and a line for each process (`processes`: number, start time, name).
# shellcheck shell=bash disable=SC2154
cluster=$builds/cluster
start_deadline=120

# The time at which a process started, in ticks: a number that was given to another process has another.
start_of() { # PID
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
  stat=${stat##*) }
  # shellcheck disable=SC2086
  set -- $stat
  echo "${20}"
}

lives() { [[ $(start_of "$1") == "$2" ]]; } # PID START

# Starts one process of the cluster and notes it down.
daemon() { # NAME CLASS ARGUMENTS...
  local name=$1
  shift
  setsid "$built/spark-home/bin/spark-class" "$@" >"$cluster/$name.log" 2>&1 </dev/null &
  printf '%s %s %s\n' "$!" "$(start_of "$!")" "$name" >>"$cluster/processes"
}

living() { # lines of `processes` whose process still runs
  local pid start name
  [[ -f $cluster/processes ]] || return 0
  while read -r pid start name; do
    if lives "$pid" "$start"; then echo "$pid $start $name"; fi
  done <"$cluster/processes"
}

# Ends what `processes` names and nothing else: workers first, which end their executors.
stop_cluster() {
  local pattern pid start name
  for pattern in '^worker' '^master$'; do
    while read -r pid start name; do
      [[ $name =~ $pattern ]] && lives "$pid" "$start" && kill "$pid" 2>/dev/null
    done < <(living)
    while read -r pid start name; do
      [[ $name =~ $pattern ]] || continue
      for _ in {1..150}; do
        lives "$pid" "$start" || break
        sleep 0.1
      done
      if lives "$pid" "$start"; then kill -KILL "$pid"; fi
    done < <(living)
  done
  rm -f -- "$cluster/processes" "$cluster/master"
}

# How many workers the master counts as alive, from its page for programs.
workers_alive() {
  local port
  port=$(sed -n 's/.*MasterWebUI: Bound .*:\([0-9]*\)$/\1/p' "$cluster/master.log")
  [[ -n $port ]] || return 1
  {
    timeout 5 bash -c "exec 3<>/dev/tcp/127.0.0.1/$port && printf 'GET /json/ HTTP/1.0\r\n\r\n' >&3 && cat <&3" |
      sed -n 's/.*"aliveworkers" : \([0-9]*\).*/\1/p'
  } 2>/dev/null
}

# Waits until the command prints something that is wanted, and fails with the log of whom it waited for.
await() { # NAME WHAT COMMAND...
  local name=$1 what=$2 deadline=$((SECONDS + start_deadline))
  shift 2
  until "$@"; do
    if ((SECONDS >= deadline)) || ! living | grep -q " $name"; then
      tail -n 5 -- "$cluster/$name"*.log >&2
      stop_cluster
      die "$what within $start_deadline s; the logs are in $cluster"
    fi
    sleep 0.2
  done
}

master_is_up() {
  sed -n 's|.*Starting Spark master at \(spark://.*\)$|\1|p' "$cluster/master.log" >"$cluster/master"
  [[ -s $cluster/master ]] && workers_alive >/dev/null
}

workers_are_up() { [[ $(workers_alive) == "$1" ]]; } # COUNT

start_cluster() {
  local workers=2 cores=4 memory=5g i
  while (($#)); do
    case $1 in
      --workers) workers=${2:-}; [[ $workers =~ ^[1-9][0-9]?$ ]] || die "--workers ${2:-}: expected 1 to 99" 2 ;;
      --cores) cores=${2:-}; [[ $cores =~ ^[1-9][0-9]{0,2}$ ]] || die "--cores ${2:-}: expected 1 to 999" 2 ;;
      --memory) memory=${2:-}; [[ $memory =~ ^[1-9][0-9]*[mMgG]$ ]] || die "--memory ${2:-}: expected a size, e.g. 5g" 2 ;;
      *) die "cluster start: expected --workers, --cores or --memory instead of $1" 2 ;;
    esac
    shift 2
  done
  [[ -z $(living) ]] || die "a cluster is running already at $(cat "$cluster/master"): ./tengen cluster stop" 2
  ensure_built jar
  rm -rf -- "$cluster"
  mkdir -p -- "$cluster/work" "$cluster/local"
  export SPARK_LOCAL_IP=127.0.0.1 SPARK_PUBLIC_DNS=127.0.0.1 SPARK_DAEMON_MEMORY=512m SPARK_LOCAL_DIRS=$cluster/local
  export SPARK_CONF_DIR=$home/conf SPARK_DAEMON_JAVA_OPTS="-Dlog4j2.configurationFile=\"$home/conf/log4j2-cluster.properties\""
  export SPARK_WORKER_OPTS='-Dspark.worker.cleanup.enabled=true -Dspark.worker.cleanup.interval=600 -Dspark.worker.cleanup.appDataTtl=3600'
  trap 'stop_cluster; exit 130' INT TERM
  daemon master org.apache.spark.deploy.master.Master --host 127.0.0.1
  await master 'the master did not start' master_is_up
  for ((i = 1; i <= workers; i++)); do
    daemon "worker-$i" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --cores "$cores" --memory "$memory" \
      --work-dir "$cluster/work" "$(cat "$cluster/master")"
  done
  await worker "not all $workers workers have registered" workers_are_up "$workers"
  trap - INT TERM
  cat -- "$cluster/master"
}

cluster_status() {
  local alive
  [[ -n $(living) ]] || { echo "no cluster is running"; return 1; }
  alive=$(workers_alive)
  echo "$(cat "$cluster/master"): ${alive:-0} workers alive; logs in $cluster"
  living | while read -r pid _ name; do echo "  $name: process $pid"; done
}

submit_to_cluster() { # [SPARK-SUBMIT OPTIONS] JOB ...
  local options=() master=
  while [[ ${1:-} == -* ]]; do
    case $1 in
      --master | --master=*) master=given ;;&
      --supervise | --verbose | -v | *=*) options+=("$1") ;;
      *) options+=("$1" "${2:-}"); shift ;;
    esac
    shift
  done
  (($#)) || die "cluster submit: expected a job, e.g. ./tengen cluster submit train next-word" 2
  if [[ -z $master ]]; then
    [[ -n $(living) ]] || die "no cluster is running: ./tengen cluster start, or name one with --master" 2
    options=(--master "$(cat "$cluster/master")" "${options[@]}")
    export SPARK_LOCAL_IP=127.0.0.1
  fi
  submit "${options[@]}" -- "$@"
}

run_cluster() {
  local verb=${1:-}
  shift
  case $verb in
    start) start_cluster "$@" ;;
    stop) stop_cluster ;;
    status) cluster_status ;;
    submit) submit_to_cluster "$@" ;;
    *) die "cluster: expected start, stop, status or submit" 2 ;;
  esac
}
